import type { Session } from 'node:inspector';
import { isMainThread } from 'node:worker_threads';
import { InspectorSession, type InspectorMessage, VisitError } from './inspector-session.js';
import { relayedSession } from './relayed-session.js';

/** Node's event about a worker thread that was attached. */
interface Attached {
  readonly sessionId: string;
  readonly workerInfo: { readonly title: string };
}

/** Node titles a thread `[worker 3]`, in newer versions followed by its name. */
const TITLE = /^\[worker (\d+)\]/;
/** Time limit for a process to list its threads. */
const LIST_MS = 5000;
const MAIN = 0;

/** A session with an isolate of a process. */
export interface ThreadSession {
  /** 0 for the main thread. */
  readonly threadId: number;
  readonly session: InspectorSession;
}

/**
 * The inspector sessions with the isolates of one process: with its main thread, and with all of its worker threads,
 * also those that other threads started. Only the inspector of a main thread knows them.
 *
 * The sessions stay open, because V8 forgets all object ids of an isolate when a session with it ends. Meanwhile V8
 * retains what the threads log, see `forgetConsole()`.
 */
export class ProcessSessions {
  readonly #main: InspectorSession;
  /** Sessions of the worker threads, by the ids that Node gave to these sessions. */
  readonly #workers = new Map<string, ThreadSession>();
  readonly #close: () => void;
  #isAttached = false;

  /**
   * @param main a session with the main thread
   * @param close ends that session
   */
  constructor(main: InspectorSession, close: () => void = () => undefined) {
    this.#main = main;
    this.#close = close;
    main.onEvent = (method, params) => this.#handle(method, params);
  }

  /**
   * Attaches to the isolates of this process.
   *
   * @throws {VisitError} when this Node has no inspector
   */
  static async ofThisProcess(): Promise<ProcessSessions> {
    try {
      const inspector = await import('node:inspector');
      const { session, close } = isMainThread ? relayedSession() : sessionFromHere(new inspector.Session());
      const sessions = new ProcessSessions(session, close);
      await sessions.attach().catch((error: unknown) => {
        sessions.close();
        throw error;
      });
      return sessions;
    } catch (cause) {
      throw new VisitError(`the inspector is not available (${(cause as Error).message})`, { cause });
    }
  }

  /**
   * Attaches to all worker threads of the process, and to each one that is started from now on.
   *
   * @throws {VisitError} when the process does not answer, or has ended
   */
  async attach(): Promise<void> {
    if (this.#isAttached) return;
    await this.#main.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, LIST_MS);
    this.#isAttached = true;
  }

  /** Whether all worker threads that run are known. */
  get isAttached(): boolean {
    return this.#isAttached;
  }

  get hasEnded(): boolean {
    return this.#main.hasEnded;
  }

  /** The session with the main thread. */
  get main(): ThreadSession {
    return { threadId: MAIN, session: this.#main };
  }

  /** The sessions with the worker threads that are alive. */
  workers(): ThreadSession[] {
    return [...this.#workers.values()].filter(({ session }) => !session.hasEnded);
  }

  /** Discards logged objects, which the inspector would retain while it is connected. */
  async forgetConsole(limitMs: number): Promise<void> {
    const discarded = [this.main, ...this.workers()].map(({ session }) =>
      session.post('Runtime.discardConsoleEntries', {}, limitMs),
    );
    await Promise.allSettled(discarded);
  }

  close(): void {
    this.end();
    this.#close();
  }

  /** Notes that the process has ended, or that it cannot be visited any more. */
  end(why?: VisitError): void {
    this.#main.end(why);
    for (const { session } of this.#workers.values()) session.end(why);
    this.#workers.clear();
  }

  #handle(method: string, params: object): void {
    const { sessionId, message } = params as { sessionId: string; message: string };
    if (method === 'NodeWorker.attachedToWorker') this.#attached(params as Attached);
    const worker = this.#workers.get(sessionId);
    if (method === 'NodeWorker.detachedFromWorker') {
      worker?.session.end();
      this.#workers.delete(sessionId);
    }
    if (method === 'NodeWorker.receivedMessageFromWorker')
      worker?.session.receive(JSON.parse(message) as InspectorMessage);
  }

  #attached({ sessionId, workerInfo }: Attached): void {
    const threadId = Number(TITLE.exec(workerInfo.title)?.[1] ?? Number.NaN);
    const session = new InspectorSession((message) => {
      const parameters = { sessionId, message: JSON.stringify(message) };
      // Fails only for a thread that has ended, which is reported by an event of its own.
      this.#main.post('NodeWorker.sendMessageToWorker', parameters, LIST_MS).catch(() => undefined);
    });
    this.#workers.set(sessionId, { threadId, session });
  }
}

/** Opens a session of this thread with the main thread. */
function sessionFromHere(own: Session): ReturnType<typeof relayedSession> {
  own.connectToMainThread();
  const session: InspectorSession = new InspectorSession((message) => {
    const { id, method, params } = message as { id: number; method: string; params: object };
    own.post(method, params, (error: Error | null, result?: object) =>
      session.receive(error === null ? { id, result: result ?? {} } : { id, error }),
    );
  });
  own.on('inspectorNotification', (event: InspectorMessage) => session.receive(event));
  return { session, close: () => own.disconnect() };
}
