import { getHeapStatistics } from 'node:v8';
import type { InspectorChannel } from './own-inspector.js';

/** Size in pages of 64 KiB of the memory that is created as a test. */
const TRIED_PAGES = 16;
const GROUP = 'heapwitness-wasm-memory';

/** Evaluated before the scenario is loaded, which may replace the built-ins that it uses. */
const MAKE_SUM = `(() => {
  const getter = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get;
  const { apply } = Reflect;
  const bufferOf = getter(WebAssembly.Memory, 'buffer');
  const sizeOf = getter(ArrayBuffer, 'byteLength');
  const sharedSizeOf = getter(SharedArrayBuffer, 'byteLength');
  const bytesOf = (memory) => {
    const buffer = apply(bufferOf, memory, []);
    try { return apply(sizeOf, buffer, []); } catch { return apply(sharedSizeOf, buffer, []); }
  };
  return (memories) => {
    let bytes = 0;
    for (let at = 0; at < memories.length; at++) {
      try { bytes += bytesOf(memories[at]); } catch {}
    }
    return bytes;
  };
})()`;

/**
 * Sums up the bytes of all WebAssembly memories of an isolate, if V8 does not include them in its external memory: V8
 * of Node 26 does not, and a snapshot contains only those whose current buffer was read, which V8 creates only then.
 * Summing them up reads it, so a snapshot that is taken next contains them all, and who holds them.
 */
export class WasmMemory {
  readonly #inspector: InspectorChannel;
  /** The inspector's ids of the prototype of all memories, and of the function that adds up their sizes. */
  #ids: { readonly prototype: string; readonly sum: string } | null = null;

  constructor(inspector: InspectorChannel) {
    this.#inspector = inspector;
  }

  /**
   * Must be called before any code of a scenario runs.
   *
   * @param isCounted whether V8 counts these bytes itself; by default tested by creating a memory
   */
  async prepare(isCounted: boolean = isCountedByV8()): Promise<void> {
    if (isCounted) return;
    const prototype = await this.#idOf('WebAssembly.Memory.prototype');
    const sum = await this.#idOf(MAKE_SUM);
    if (prototype !== undefined && sum !== undefined) this.#ids = { prototype, sum };
  }

  /**
   * Returns the bytes that V8 does not count itself. V8 collects garbage before it searches for the memories. Call it
   * before a snapshot is taken.
   */
  async bytes(): Promise<number> {
    if (this.#ids === null) return 0;
    const { prototype, sum } = this.#ids;
    const found = await this.#inspector.post('Runtime.queryObjects', {
      prototypeObjectId: prototype,
      objectGroup: GROUP,
    });
    const list = found?.objects?.objectId;
    if (list === undefined) return 0;
    const added = await this.#inspector.post('Runtime.callFunctionOn', {
      objectId: sum,
      functionDeclaration: 'function (memories) { return this(memories); }',
      arguments: [{ objectId: list }],
      returnByValue: true,
    });
    await this.#inspector.post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
    const bytes = added?.result?.value;
    return typeof bytes === 'number' ? bytes : 0;
  }

  async #idOf(expression: string): Promise<string | undefined> {
    const answer = await this.#inspector.post('Runtime.evaluate', { expression });
    return answer?.result?.objectId;
  }
}

/** The part of the WebAssembly interface that is used here; Node's types do not declare it. */
interface WebAssemblyApi {
  readonly Memory: new (options: { initial: number }) => { readonly buffer: ArrayBuffer };
}

function isCountedByV8(): boolean {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyApi };
  if (WebAssembly === undefined) return true;
  const before = getHeapStatistics().external_memory;
  const { byteLength } = new WebAssembly.Memory({ initial: TRIED_PAGES }).buffer;
  // Other memory may have been freed in the meantime.
  return getHeapStatistics().external_memory - before >= byteLength / 2;
}
