import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countEntries } from '../agent/count-entries.js';
import { KEEPS_LINE_ENDS } from '../agent/line-ends.js';
import type { InspectorAnswer, InspectorChannel } from '../agent/own-inspector.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { readHeapGraph } from '../../heap/graph/index.js';
import { WasmMemory } from '../agent/wasm-memory.js';
import { type ThreadFacts, type VisitedRoom, type Visitor, visit } from './visitor.js';
import { VisitError, type WorkerSession } from './worker-sessions.js';

/** Maximum share of its limit at which a heap is captured: a capture takes memory, and could end the process. */
const FULLEST = 0.8;
/** Time limit of a short request. */
const SHORT_MS = 5000;

/** A worker thread that someone else started: it is collected and captured without its cooperation. */
export class VisitedThread {
  readonly #session: WorkerSession;
  readonly #visitor: string;
  readonly #wasmMemory: WasmMemory;

  private constructor(session: WorkerSession, visitor: string) {
    this.#session = session;
    this.#visitor = visitor;
    this.#wasmMemory = new WasmMemory(this.#channel);
  }

  /**
   * Creates the harness's object in a thread.
   *
   * @throws {VisitError} when the thread ends or refuses
   */
  static async of(session: WorkerSession, brand: string): Promise<VisitedThread> {
    const expression = `(${visit.toString()})(${JSON.stringify(brand)})`;
    const created = await session.post('Runtime.evaluate', { expression, silent: true }, SHORT_MS);
    const { objectId } = valueOf(created);
    if (objectId === undefined) throw new VisitError('the harness cannot run in it');
    if (Number.parseInt(process.versions.v8, 10) < KEEPS_LINE_ENDS) await findLineEnds(session);
    const thread = new VisitedThread(session, objectId);
    await thread.#wasmMemory.prepare();
    return thread;
  }

  get threadId(): number {
    return this.#session.threadId;
  }

  get hasEnded(): boolean {
    return this.#session.hasEnded;
  }

  /** Returns what the thread says of itself. It knows its script only when it has begun to run it. */
  async facts(): Promise<ThreadFacts> {
    return (await this.#call('facts', [], SHORT_MS)) as ThreadFacts;
  }

  /** Forces a full collection, and returns the size of the heap in bytes. */
  async collect(limitMs: number): Promise<number> {
    return (await this.#call('collect', [], limitMs)) as number;
  }

  /**
   * Captures the heap: the thread writes it to a file, so that it cannot end meanwhile.
   *
   * @param folder for the file, which is removed again
   * @throws {VisitError} when the heap is nearly full, or the thread ends or refuses
   */
  async heap(folder: string, limitMs: number): Promise<HeapGraph> {
    const { usedBytes, limitBytes } = await this.#room();
    if (usedBytes > FULLEST * limitBytes)
      throw new VisitError(`its heap is too near its limit (${usedBytes} of ${limitBytes} bytes in use)`);
    const file = join(folder, `thread-${this.threadId}.heapsnapshot`);
    try {
      await this.#call('write', [file], limitMs);
      return await readHeapGraph(file);
    } catch (cause) {
      if (cause instanceof VisitError) throw cause;
      throw new VisitError(`its snapshot cannot be read back (${(cause as Error).message})`, { cause });
    } finally {
      await rm(file, { force: true });
    }
  }

  /** Returns the bytes outside of the heap that objects of the heap retain. */
  async externalBytes(): Promise<number> {
    return (await this.#room()).externalBytes + (await this.#wasmMemory.bytes());
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
    return (await this.#call('room', [], SHORT_MS)) as VisitedRoom;
  }

  #call(name: keyof Visitor, argumentsOf: readonly unknown[], limitMs: number): Promise<unknown> {
    return call(this.#session, this.#visitor, name, argumentsOf, limitMs);
  }
}

async function call(
  session: WorkerSession,
  objectId: string,
  name: keyof Visitor,
  argumentsOf: readonly unknown[],
  limitMs: number,
): Promise<unknown> {
  const request = {
    objectId,
    functionDeclaration: `function (...all) { return this.${name}(...all); }`,
    arguments: argumentsOf.map((value) => ({ value })),
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
async function findLineEnds(session: WorkerSession): Promise<void> {
  await session.post('Debugger.enable', {}, SHORT_MS);
  await session.post('Debugger.disable', {}, SHORT_MS);
}
