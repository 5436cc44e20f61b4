import type { Session } from 'node:inspector';
import { clearTimeout, setTimeout } from '../../core/captured-timers.js';
import type { InspectorAnswer } from '../agent/own-inspector.js';

/** Thrown when an isolate cannot be visited; the message says why, as the end of a sentence. */
export class VisitError extends Error {}

/** Thrown when a thread ended during a request. */
export class ThreadEnded extends VisitError {
  constructor() {
    super('it ended meanwhile');
  }
}

/** Node's event about a worker thread that was attached. */
interface Attached {
  readonly sessionId: string;
  readonly workerInfo: { readonly title: string };
}

/** A thread's answer to a message of the inspector. */
interface Reply {
  readonly id?: number;
  readonly result?: InspectorAnswer;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (answer: InspectorAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Node titles a thread `[worker 3]`, in newer versions followed by its name. */
const TITLE = /^\[worker (\d+)\]/;

/** An inspector session with one worker thread. It answers even if the thread is in a loop, or blocked. */
export class WorkerSession {
  readonly threadId: number;
  readonly #send: (message: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #hasEnded = false;

  constructor(threadId: number, send: (message: string) => void) {
    this.threadId = threadId;
    this.#send = send;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Sends a command to the thread.
   *
   * @throws {ThreadEnded} when the thread ends first; {@link VisitError} when it does not answer in time, or refuses
   */
  post(method: string, parameters: object, limitMs: number): Promise<InspectorAnswer> {
    if (this.#hasEnded) return Promise.reject(new ThreadEnded());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new VisitError(`it did not answer within ${Math.round(limitMs)} ms`));
      }, limitMs);
      const done =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          settle(value);
        };
      this.#waiting.set(id, { resolve: done(resolve), reject: done(reject) });
      this.#send(JSON.stringify({ id, method, params: parameters }));
    });
  }

  receive(message: string): void {
    const { id, result, error } = JSON.parse(message) as Reply;
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    // The others are events, such as logged messages.
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (error === undefined) waiting.resolve(result ?? {});
    else waiting.reject(new VisitError(error.message));
  }

  end(): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(new ThreadEnded());
    this.#waiting.clear();
  }
}

/**
 * The inspector sessions with all worker threads of this process, also with those that other threads started. Call it
 * from the main thread: the inspector of another thread does not know them.
 *
 * The sessions stay open, because V8 forgets all object ids of an isolate when a session with it ends. Meanwhile V8
 * retains what the threads log, see `forgetConsole()`.
 */
export class WorkerSessions {
  readonly #session: Session;
  readonly #workers = new Map<string, WorkerSession>();

  private constructor(session: Session) {
    this.#session = session;
    session.on('NodeWorker.attachedToWorker', ({ params }: { params: object }) =>
      this.#attached(params as Attached),
    );
    session.on('NodeWorker.detachedFromWorker', ({ params }: { params: { sessionId: string } }) => {
      this.#workers.get(params.sessionId)?.end();
      this.#workers.delete(params.sessionId);
    });
    session.on(
      'NodeWorker.receivedMessageFromWorker',
      ({ params }: { params: { sessionId: string; message: string } }) =>
        this.#workers.get(params.sessionId)?.receive(params.message),
    );
  }

  /**
   * Attaches to all worker threads, and to each one that is started from now on.
   *
   * @throws {VisitError} when this Node has no inspector
   */
  static async open(): Promise<WorkerSessions> {
    try {
      const inspector = await import('node:inspector');
      const session = new inspector.Session();
      session.connect();
      const sessions = new WorkerSessions(session);
      await sessions.#post('NodeWorker.enable', { waitForDebuggerOnStart: false });
      return sessions;
    } catch (cause) {
      throw new VisitError(`the inspector is not available (${(cause as Error).message})`, { cause });
    }
  }

  /** The sessions with the threads that are alive. */
  living(): WorkerSession[] {
    return [...this.#workers.values()].filter(({ hasEnded }) => !hasEnded);
  }

  /** Discards logged objects, which the inspector would retain while it is connected. */
  async forgetConsole(limitMs: number): Promise<void> {
    const discarded = this.living().map((one) => one.post('Runtime.discardConsoleEntries', {}, limitMs));
    await Promise.allSettled(discarded);
  }

  close(): void {
    for (const worker of this.#workers.values()) worker.end();
    this.#workers.clear();
    this.#session.disconnect();
  }

  #attached({ sessionId, workerInfo }: Attached): void {
    const threadId = Number(TITLE.exec(workerInfo.title)?.[1] ?? Number.NaN);
    const send = (message: string): void => {
      // Fails only for a thread that has ended, which is reported by an event of its own.
      this.#post('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(() => undefined);
    };
    this.#workers.set(sessionId, new WorkerSession(threadId, send));
  }

  #post(method: string, parameters: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, parameters, (error: Error | null, answer?: object) =>
        error === null ? resolve(answer) : reject(error),
      );
    });
  }
}
