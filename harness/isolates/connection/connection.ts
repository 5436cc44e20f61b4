import { randomInt } from 'node:crypto';
import type { AgentMessage, AgentOperation, AgentOperations, FailureReason } from '../agent/protocol.js';
import { fromErrorRecord } from '../../core/error-record.js';
import type { ErrorRecord } from '../../core/error-record.js';
import { HeapwitnessError } from '../../core/errors.js';
import type { HeapwitnessErrorCode } from '../../core/errors.js';
import { nearMatches } from '../../core/near-matches.js';
import { clearTimeout, LONGEST_TIMEOUT_MS, setTimeout } from '../../core/captured-timers.js';
import type { Endpoint, Transferable } from './endpoint.js';
import { deathError, WorkerError } from './worker-errors.js';
import type { Death } from './worker-errors.js';

export interface RequestOptions {
  /** Rejects with the signal's reason when it aborts; the worker keeps running. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Time to wait for the answer, in milliseconds; `Infinity` to wait forever.
   * @defaultValue 60000
   */
  readonly timeoutMs?: number | undefined;
  /** Objects to transfer to the worker instead of copying. */
  readonly transferList?: readonly Transferable[] | undefined;
}

interface Pending {
  readonly label: string;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

const DEFAULT_TIMEOUT_MS = 60_000;
/** The id of what answers that the worker's module has been loaded. */
const START = 0;
/** The largest range of `randomInt`. */
const MOST_IDS = 2 ** 48 - 1;

/**
 * Matches requests to one worker with their responses, and converts every failure into a typed error that names the
 * worker and the call.
 */
export class Connection {
  readonly name: string;
  readonly endpoint: Endpoint;
  /** Resolves once the worker has ended, with the error of its end. */
  readonly ended: Promise<WorkerError>;
  #exports: readonly string[] = [];
  #death: Death | null = null;
  #closing: Promise<void> | null = null;
  readonly #holds = new Set<Promise<unknown>>();
  readonly #pending = new Map<number, Pending>();
  readonly #ready: Promise<void>;

  constructor(name: string, endpoint: Endpoint) {
    this.name = name;
    this.endpoint = endpoint;
    this.#ready = new Promise((resolve, reject) => {
      this.#pending.set(START, { label: 'start', resolve: () => resolve(), reject });
    });
    // The caller that starts a worker awaits `ready`, or has already received the error.
    this.#ready.catch(() => undefined);
    endpoint.onMessage((message) => this.#receive(message));
    this.ended = new Promise((resolve) => {
      endpoint.onDeath((death) => resolve(deathError(name, null, this.#die(death))));
    });
  }

  /**
   * Waits until the worker's module has been loaded.
   *
   * @throws {WorkerError} `ERR_WORKER_MODULE` when the module does not load; otherwise the error with which the worker
   * died
   */
  async ready(options: RequestOptions): Promise<void> {
    try {
      if (isWrongTimeout(options.timeoutMs)) throw usageError(this.name, 'start', options.timeoutMs);
      await this.#withDeadline(START, 'start', this.#ready, options);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /**
   * Sends the agent a request for one operation.
   *
   * @throws {WorkerError} `ERR_WORKER_CALL` when the called function threw (`cause` is what it threw),
   * `ERR_WORKER_EXPORT`, `ERR_NOT_SERIALIZABLE`, `ERR_WORKER_TIMEOUT`, `ERR_USAGE` for an invalid `timeoutMs`, or the
   * error with which the worker died
   */
  request<K extends AgentOperation>(
    operation: K,
    argument: AgentOperations[K]['argument'],
    options: RequestOptions = {},
    label: string = operation,
  ): Promise<AgentOperations[K]['answer']> {
    if (options.signal?.aborted === true) return Promise.reject(options.signal.reason as Error);
    if (isWrongTimeout(options.timeoutMs))
      return Promise.reject(usageError(this.name, label, options.timeoutMs));
    if (this.#death !== null) return Promise.reject(deathError(this.name, label, this.#death));
    if (this.#closing !== null) return Promise.reject(deathError(this.name, label, CLOSED));
    const id = this.#freeId();
    const answered = new Promise<unknown>((resolve, reject) =>
      this.#pending.set(id, { label, resolve, reject }),
    );
    try {
      this.endpoint.post({ id, operation, argument }, options.transferList ?? []);
    } catch (cause) {
      this.#pending.get(id)?.reject(notSerializable(this.name, label, 'argument', cause));
    }
    return this.#withDeadline(id, label, answered, options);
  }

  /** Runs a function during which the worker must not be ended: `close` waits for it. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    const held = work();
    this.#holds.add(held);
    try {
      return await held;
    } finally {
      this.#holds.delete(held);
    }
  }

  /** Ends the worker; open requests reject at once. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    this.#rejectAll(CLOSED);
    await Promise.allSettled(this.#holds);
    await this.endpoint.terminate();
  }

  #receive(message: AgentMessage): void {
    if (message.kind === 'ready') {
      if (!this.#pending.has(START)) return;
      this.#exports = message.exports;
      this.#settle(START)?.resolve(undefined);
    } else if (message.kind === 'load-failed') {
      this.#settle(START)?.reject(loadError(this.name, message.error));
    } else if (message.kind === 'answer') {
      this.#settle(message.id)?.resolve(message.answer);
    } else if (message.kind === 'failure') {
      const pending = this.#settle(message.id);
      pending?.reject(this.#failure(pending.label, message.reason, message.error));
    }
  }

  #failure(label: string, reason: FailureReason, record: ErrorRecord): Error {
    const cause = fromErrorRecord(record);
    const failures: Record<FailureReason, () => Error> = {
      threw: () => callError(this.name, label, cause),
      'not-serializable': () => notSerializable(this.name, label, 'result', cause),
      'no-such-export': () => exportError(this.name, label, this.#exports),
      agent: () => agentError(this.name, label, record, cause),
    };
    return failures[reason]();
  }

  /** Rejects what is open; returns why the worker has ended. */
  #die(death: Death): Death {
    const actual = this.#closing !== null && death.reason !== 'out-of-memory' ? CLOSED : death;
    this.#death = actual;
    if (actual.reason === 'exited' && actual.exitCode === NEVER_SETTLED)
      this.#settle(START)?.reject(moduleError(this.name, new Error('its top-level await never settled')));
    this.#rejectAll(actual);
    return actual;
  }

  #rejectAll(death: Death): void {
    for (const id of Array.from(this.#pending.keys())) {
      const pending = this.#settle(id);
      pending?.reject(deathError(this.name, pending.label, death));
    }
  }

  /** Returns an id that cannot be guessed: the worker's own code may send what looks like an answer. */
  #freeId(): number {
    for (;;) {
      const id = randomInt(1, MOST_IDS);
      if (!this.#pending.has(id)) return id;
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  async #withDeadline<T>(
    id: number,
    label: string,
    answered: Promise<T>,
    options: RequestOptions,
  ): Promise<T> {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    const pending = this.#pending.get(id);
    const late = (): void => pending?.reject(timeoutError(this.name, label, timeoutMs));
    const timer = timeoutMs > LONGEST_TIMEOUT_MS ? undefined : setTimeout(late, timeoutMs);
    const abort = (): void => pending?.reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await answered;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.#pending.delete(id);
    }
  }
}

/** Node's exit code for a main module whose top-level await has not settled when the event loop is empty. */
const NEVER_SETTLED = 13;

const CLOSED: Death = { reason: 'closed', exitCode: null, signal: null, error: null };

function isWrongTimeout(timeoutMs: unknown): boolean {
  return timeoutMs !== undefined && !(typeof timeoutMs === 'number' && timeoutMs >= 0);
}

function usageError(worker: string, call: string, timeoutMs: unknown): WorkerError {
  const message = `Worker ${worker}: timeoutMs of ${call} cannot be ${String(timeoutMs)}. Give a number of milliseconds >= 0, or Infinity.`;
  return new WorkerError('ERR_USAGE', worker, call, message);
}

function callError(worker: string, call: string, cause: Error): WorkerError {
  const message = `Worker ${worker}: ${call}() threw ${cause.name}: ${cause.message}`;
  return new WorkerError('ERR_WORKER_CALL', worker, call, message, { cause });
}

function exportError(worker: string, call: string, exports: readonly string[]): WorkerError {
  const near = nearMatches(call, exports);
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : `It exports: ${exports.join(', ') || 'nothing'}.`;
  const message = `Worker ${worker}: its module exports no function named ${JSON.stringify(call)}. ${hint}`;
  return new WorkerError('ERR_WORKER_EXPORT', worker, call, message);
}

function notSerializable(
  worker: string,
  call: string,
  what: 'argument' | 'result',
  cause: unknown,
): WorkerError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Worker ${worker}: the ${what} of ${call}() cannot be sent between isolates: ${why} Send plain data instead (no functions, no class instances).`;
  return new WorkerError('ERR_NOT_SERIALIZABLE', worker, call, message, { cause });
}

function timeoutError(worker: string, call: string, timeoutMs: number): WorkerError {
  const message = `Worker ${worker}: ${call} timed out after ${Math.ceil(timeoutMs)} ms. The worker is still alive and may be stuck: close() it, or give a larger timeoutMs.`;
  return new WorkerError('ERR_WORKER_TIMEOUT', worker, call, message);
}

function loadError(worker: string, record: ErrorRecord): WorkerError {
  const cause = fromErrorRecord(record);
  return isOurs(record) ? agentError(worker, 'start', record, cause) : moduleError(worker, cause);
}

function moduleError(worker: string, cause: Error): WorkerError {
  const message = `Worker ${worker}: its module could not be loaded: ${cause.message}. Workers run compiled JavaScript: check the path, and that the module is built.`;
  return new WorkerError('ERR_WORKER_MODULE', worker, null, message, { cause });
}

function agentError(worker: string, label: string, record: ErrorRecord, cause: Error): WorkerError {
  const code = isOurs(record) ? (record.code as HeapwitnessErrorCode) : 'ERR_INTERNAL';
  return new WorkerError(code, worker, label, `Worker ${worker}: ${label} failed: ${record.message}`, {
    cause,
  });
}

function isOurs({ name, code }: ErrorRecord): boolean {
  return name === HeapwitnessError.name && code?.startsWith('ERR_') === true;
}
