import { HeapwitnessError } from '../../core/errors.js';
import type { SourcePosition } from '../../core/source-position.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { type RequestOptions } from '../connection/connection.js';
import { WorkerError } from '../connection/worker-errors.js';
import { collectInRounds } from './collect-in-rounds.js';
import { IsolateEnded } from './connected/index.js';
import type { Visit } from './visit.js';

const DEFAULT_TIMEOUT_MS = 60_000;

/** What is known of an attached worker. */
interface Facts {
  readonly threadId: number;
  readonly name: string;
  readonly startedAt: SourcePosition | null;
  readonly script: string;
  readonly isNodesOwn: boolean;
  readonly forgetConsole: () => Promise<void>;
  readonly release: () => void;
}

/** A worker thread that someone else started, and whose heap can be read. */
export class AttachedWorker implements AsyncDisposable {
  readonly threadId: number;
  /** A readable name: `thread 3 (mailer)`. */
  readonly name: string;
  /** The line of code that started it; `null` if it is unknown. */
  readonly startedAt: SourcePosition | null;
  /** The script that it runs; empty if it is unknown. */
  readonly script: string;
  /**
   * Whether Node runs it for itself.
   *
   * @internal
   */
  readonly isNodesOwn: boolean;
  readonly #visit: Visit;
  readonly #facts: Facts;
  #detached: Promise<void> | null = null;

  /**
   * Use `attach` or `workers`.
   *
   * @internal
   */
  constructor(visit: Visit, facts: Facts) {
    this.#visit = visit;
    this.#facts = facts;
    ({
      threadId: this.threadId,
      name: this.name,
      startedAt: this.startedAt,
      script: this.script,
      isNodesOwn: this.isNodesOwn,
    } = facts);
  }

  /**
   * Forces full collections in the worker until its heap no longer shrinks.
   *
   * @throws {WorkerError} `ERR_WORKER_EXITED`, `ERR_WORKER_CLOSED` after {@link AttachedWorker.detach},
   * `ERR_CAPTURE_FAILED` when it does not answer in time, or refuses
   */
  collectGarbage(options: Pick<RequestOptions, 'timeoutMs'> = {}): Promise<void> {
    return this.#use('collectGarbage', () => this.#collect(options));
  }

  /**
   * Captures the worker's heap and returns it as a graph. V8 collects first.
   *
   * @throws {WorkerError} as {@link AttachedWorker.collectGarbage}
   */
  heap(options: Pick<RequestOptions, 'timeoutMs'> = {}): Promise<HeapGraph> {
    return this.#use('heap', async () => {
      await this.#collect(options);
      return this.#visit.heap(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    });
  }

  /** Leaves the worker as it was; it runs on. Safe to call twice. */
  detach(): Promise<void> {
    this.#detached ??= this.#visit.leave().finally(this.#facts.release);
    return this.#detached;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.detach();
  }

  async #collect({ timeoutMs = DEFAULT_TIMEOUT_MS }: Pick<RequestOptions, 'timeoutMs'>): Promise<void> {
    await this.#facts.forgetConsole();
    await collectInRounds(() => this.#visit.collect(timeoutMs));
  }

  async #use<T>(call: string, work: () => Promise<T>): Promise<T> {
    if (this.#detached !== null) {
      const message = `${this.name} was detached, so ${call}() cannot be called. Make all calls before detach(), or attach to it again.`;
      throw new WorkerError('ERR_WORKER_CLOSED', this.name, call, message);
    }
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof HeapwitnessError) throw cause;
      const why = (cause as Error).message;
      if (cause instanceof IsolateEnded || this.#visit.hasEnded) {
        const message = `${this.name} has ended during ${call}(). Call it while the worker runs.`;
        throw new WorkerError('ERR_WORKER_EXITED', this.name, call, message, { cause });
      }
      const message = `${this.name}: ${call}() failed: ${why}.`;
      throw new WorkerError('ERR_CAPTURE_FAILED', this.name, call, message, { cause });
    }
  }
}
