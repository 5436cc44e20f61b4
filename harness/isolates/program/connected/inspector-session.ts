import { clearTimeout, setTimeout } from '../../../core/captured-timers.js';
import type { InspectorAnswer } from '../../agent/own-inspector.js';

/** Thrown when an isolate cannot be visited; the message says why, as the end of a sentence. */
export class VisitError extends Error {}

/** Thrown when an isolate ended during a request. */
export class IsolateEnded extends VisitError {
  constructor() {
    super('it ended meanwhile');
  }
}

/** An answer or an event of an inspector. */
export interface InspectorMessage {
  readonly id?: number;
  readonly result?: InspectorAnswer;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: object;
}

interface Waiting {
  readonly resolve: (answer: InspectorAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** An event that is expected of an inspector. */
export interface ExpectedEvent {
  /** Stays pending if the event does not happen. */
  readonly happened: Promise<void>;
  /** Ends the expectation, and returns whether the event has happened. */
  readonly forget: () => boolean;
}

/** The event with a piece of a snapshot. */
const CHUNK = 'HeapProfiler.addHeapSnapshotChunk';
/** The answer of an isolate that was terminated during a command. */
const TERMINATED = 'Execution was terminated';

/** Sends commands to the inspector of one isolate. It answers even if the isolate is in a loop, or blocked. */
export class InspectorSession {
  /** Receives the events of the inspector, other than those of a snapshot. */
  onEvent: (method: string, parameters: object) => void = () => undefined;
  /** Receives the text of a snapshot that is being taken, piece by piece. */
  onChunk: (chunk: string) => void = () => undefined;
  readonly #send: (message: object) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #expected = new Set<{ readonly method: string; readonly see: () => void }>();
  #nextId = 1;
  /** Why it has ended; `null` while it lasts. */
  #ended: VisitError | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(send: (message: object) => void) {
    this.#send = send;
  }

  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  /**
   * Sends a command.
   *
   * @throws {IsolateEnded} when the isolate ends first; {@link VisitError} when it does not answer in time, or refuses
   */
  post(method: string, parameters: object, limitMs: number): Promise<InspectorAnswer> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
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
      this.#send({ id, method, params: parameters });
    });
  }

  /** Expects an event of the inspector from now on. */
  expect(method: string): ExpectedEvent {
    let isSeen = false;
    let see = (): void => undefined;
    const happened = new Promise<void>((resolve) => {
      see = () => {
        isSeen = true;
        resolve();
      };
    });
    const expected = { method, see };
    this.#expected.add(expected);
    const forget = (): boolean => {
      this.#expected.delete(expected);
      return isSeen;
    };
    return { happened, forget };
  }

  /** Runs something that needs all events of the session, after what was started before. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const running = this.#last.then(work);
    this.#last = running.then(
      () => undefined,
      () => undefined,
    );
    return running;
  }

  receive({ id, result, error, method, params }: InspectorMessage): void {
    if (method === CHUNK) return this.onChunk((params as { readonly chunk: string }).chunk);
    if (method !== undefined) {
      for (const expected of this.#expected) if (expected.method === method) expected.see();
      return this.onEvent(method, params ?? {});
    }
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (error === undefined) waiting.resolve(result ?? {});
    else if (error.message.startsWith(TERMINATED)) waiting.reject(new IsolateEnded());
    else waiting.reject(new VisitError(error.message));
  }

  /** @param why the error of all requests that are open, and of each one from now on */
  end(why: VisitError = new IsolateEnded()): void {
    this.#ended ??= why;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
