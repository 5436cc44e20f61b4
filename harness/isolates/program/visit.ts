import { isRecord } from '../../core/is-record.js';
import { delay } from '../../core/captured-timers.js';
import { countEntries } from '../agent/count-entries.js';
import { KEEPS_LINE_ENDS } from '../agent/line-ends.js';
import type { InspectorAnswer, InspectorChannel } from '../agent/own-inspector.js';
import { HeapGraph } from '../../heap/graph/index.js';
import { SnapshotParser } from '../../heap/snapshot/index.js';
import { type MemoryUse, memoryReader, withExternalBytes } from '../agent/memory-use.js';
import { WasmMemory } from '../agent/wasm-memory.js';
import { type IsolateFacts, type VisitedRoom, type Visitor, visit } from './visitor.js';
import { whilePaused } from './while-paused.js';
import { type InspectorSession, IsolateEnded, VisitError } from './connected/index.js';

/** Maximum share of its limit at which a heap is captured: a capture takes memory, and could end the process. */
const FULLEST = 0.8;
/** Time limit of a short request. */
const SHORT_MS = 5000;
const LEAVE_MS = 1000;
/** Time for an event loop to turn; of one that needs longer it is asked whether it waits. */
const TURN_MS = 500;
/** Whether V8 takes a snapshot only when the event loop turns, or while the isolate is paused: since Node 22. */
const WAITS_FOR_TURN = Number.parseInt(process.versions.v8, 10) >= 12;

/** A visit to an isolate that someone else started: it is collected and captured without its cooperation. */
export class Visit {
  /** Identifies the isolate among all that were visited. */
  readonly serial: number;
  readonly #session: InspectorSession;
  readonly #visitor: string;
  readonly #wasmMemory: WasmMemory;
  #wasmBytes = 0;

  private constructor(serial: number, session: InspectorSession, visitor: string) {
    this.serial = serial;
    this.#session = session;
    this.#visitor = visitor;
    this.#wasmMemory = new WasmMemory(this.#channel);
  }

  /**
   * Creates the harness's object in an isolate.
   *
   * @throws {VisitError} when the isolate ends or refuses
   */
  static async begin(serial: number, session: InspectorSession, brand: string): Promise<Visit> {
    const expression = `(${visit.toString()})(${JSON.stringify(brand)}, (${memoryReader.toString()})())`;
    const created = await session.post('Runtime.evaluate', { expression, silent: true }, SHORT_MS);
    const { objectId } = valueOf(created);
    if (objectId === undefined) throw new VisitError('the harness cannot run in it');
    if (Number.parseInt(process.versions.v8, 10) < KEEPS_LINE_ENDS) await findLineEnds(session);
    const thread = new Visit(serial, session, objectId);
    await thread.#wasmMemory.prepare();
    return thread;
  }

  get hasEnded(): boolean {
    return this.#session.hasEnded;
  }

  /** Returns what the isolate says of itself. It knows its script only when it has begun to run it. */
  async facts(): Promise<IsolateFacts> {
    return (await this.#call('facts', SHORT_MS)) as IsolateFacts;
  }

  /** Forces a full collection, and returns the size of the heap in bytes. */
  async collect(limitMs: number): Promise<number> {
    return (await this.#call('collect', limitMs)) as number;
  }

  /**
   * Captures the heap. The inspector does so without running any code in the isolate: V8 would lose the termination of a
   * thread that comes while such code runs in the middle of other code, and Node would abort.
   *
   * @throws {VisitError} when the heap is nearly full, or the isolate ends or refuses
   */
  async heap(limitMs: number): Promise<HeapGraph> {
    const { memory, limitBytes } = await this.#room();
    if (memory.heapBytes > FULLEST * limitBytes)
      throw new VisitError(
        `its heap is too near its limit (${memory.heapBytes} of ${limitBytes} bytes in use)`,
      );
    this.#wasmBytes = await this.#wasmMemory.bytes();
    return this.#session.inTurn(() => this.#capture(limitMs));
  }

  async #capture(limitMs: number): Promise<HeapGraph> {
    const parser = new SnapshotParser();
    const failures: unknown[] = [];
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    try {
      this.#session.onChunk = (chunk) => {
        begin();
        try {
          if (failures.length === 0) parser.push(Buffer.from(chunk));
        } catch (error) {
          failures.push(error);
        }
      };
      const taken = this.#session.post('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, limitMs);
      if (WAITS_FOR_TURN) await this.#unblock(Promise.race([begun, taken]), taken, limitMs);
      await taken;
      if (failures.length > 0) throw failures[0];
      // The snapshot of an isolate that has ended meanwhile is not complete, although V8 reports success.
      return HeapGraph.from(parser.end());
    } catch (cause) {
      const why = `its snapshot cannot be read (${(cause as Error).message})`;
      throw await this.#endedOr(cause instanceof VisitError ? cause : new VisitError(why, { cause }));
    } finally {
      this.#session.onChunk = () => undefined;
    }
  }

  /**
   * Pauses the isolate until its snapshot is taken, if that does not begin: V8 takes it when the event loop turns or the
   * isolate is paused, and the event loop does not turn in a thread that waits for a task, as those of piscina do.
   */
  async #unblock(begun: Promise<unknown>, taken: Promise<unknown>, limitMs: number): Promise<void> {
    for (let isOver = false; !isOver;) {
      isOver = await Promise.race([begun.then(() => true), delay(TURN_MS).then(() => false)]);
      isOver ||= await whilePaused(this.#session, taken, limitMs);
    }
  }

  /** Returns the memory of the isolate and of its process. */
  async memoryUse(): Promise<MemoryUse> {
    const { memory } = await this.#room();
    return withExternalBytes(memory, this.#wasmBytes);
  }

  /** Leaves the isolate as it was. */
  async leave(): Promise<void> {
    // It may have ended.
    await this.#call('leave', LEAVE_MS).catch(() => undefined);
    const parameters = { objectId: this.#visitor };
    await this.#session.post('Runtime.releaseObject', parameters, LEAVE_MS).catch(() => undefined);
  }

  /** See `count-entries.ts`. */
  entriesOf(ids: readonly number[]): Promise<(number | null)[]> {
    return countEntries(this.#channel, ids);
  }

  get #channel(): InspectorChannel {
    return {
      post: (method, parameters) => this.#session.post(method, parameters, SHORT_MS).catch(() => null),
    };
  }

  async #room(): Promise<VisitedRoom> {
    const room = await this.#call('room', SHORT_MS);
    if (!isRoom(room)) throw new VisitError('the size of its memory is unknown');
    return room;
  }

  async #call(name: keyof Visitor, limitMs: number): Promise<unknown> {
    try {
      return await call(this.#session, this.#visitor, name, limitMs);
    } catch (error) {
      throw await this.#endedOr(error);
    }
  }

  /** Returns the error of a request, or that the isolate has ended: the request may fail before its end is reported. */
  async #endedOr(cause: unknown): Promise<unknown> {
    if (cause instanceof IsolateEnded) return cause;
    const [asked] = await Promise.allSettled([this.#session.post('Runtime.getIsolateId', {}, LEAVE_MS)]);
    return asked.status === 'rejected' && asked.reason instanceof IsolateEnded ? asked.reason : cause;
  }
}

/** Whether an isolate has told the sizes of its memory: code of a child process may answer instead. */
function isRoom(answer: unknown): answer is VisitedRoom {
  if (!isRecord(answer) || !isRecord(answer['memory'])) return false;
  const { heapBytes, committedBytes, externalBytes } = answer['memory'];
  return [answer['limitBytes'], heapBytes, committedBytes, externalBytes].every(Number.isFinite);
}

async function call(
  session: InspectorSession,
  objectId: string,
  name: keyof Visitor,
  limitMs: number,
): Promise<unknown> {
  const request = {
    objectId,
    functionDeclaration: `function () { return this.${name}(); }`,
    returnByValue: true,
    silent: true,
  };
  return valueOf(await session.post('Runtime.callFunctionOn', request, limitMs)).value;
}

/** @throws {VisitError} when the evaluated code threw */
function valueOf({ result, exceptionDetails }: InspectorAnswer): NonNullable<InspectorAnswer['result']> {
  if (exceptionDetails === undefined) return result ?? {};
  const { exception, text = 'an exception' } = exceptionDetails;
  const [first = text] = (exception?.description ?? text).split('\n');
  throw new VisitError(`the harness failed in it (${first})`);
}

/** As in `line-ends.ts`. The session must stay open, because V8 would forget all ids with it. */
async function findLineEnds(session: InspectorSession): Promise<void> {
  await session.post('Debugger.enable', {}, SHORT_MS);
  await session.post('Debugger.disable', {}, SHORT_MS);
}
