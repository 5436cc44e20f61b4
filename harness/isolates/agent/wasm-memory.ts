import { getHeapStatistics } from 'node:v8';
import type { OwnInspector } from './own-inspector.js';

/** Of 64 KiB. */
const TRIED_PAGES = 16;
const GROUP = 'heapwitness-wasm-memory';

/** Made before the scenario is loaded, which may replace what it uses. */
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
 * The bytes of all WebAssembly memories of this isolate, if V8 does not include them in its external memory: V8 of Node
 * 26 does not, and a snapshot does not contain them either.
 */
export class WasmMemory {
  readonly #inspector: OwnInspector;
  /** Inspector's ids of the prototype of all memories, and of the function that adds up their sizes. */
  #ids: { readonly prototype: string; readonly sum: string } | null = null;

  constructor(inspector: OwnInspector) {
    this.#inspector = inspector;
  }

  /**
   * To be called before anything of a scenario runs.
   *
   * @param isCounted whether V8 counts these bytes itself; found out by making a memory
   */
  async prepare(isCounted: boolean = isCountedByV8()): Promise<void> {
    if (isCounted) return;
    const prototype = await this.#idOf('WebAssembly.Memory.prototype');
    const sum = await this.#idOf(MAKE_SUM);
    if (prototype !== undefined && sum !== undefined) this.#ids = { prototype, sum };
  }

  /** Bytes that V8 does not count itself. V8 collects garbage before it looks for the memories. */
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

/** The part of the WebAssembly interface that is used here; Node's types leave it to the browser's. */
interface WebAssemblyApi {
  readonly Memory: new (options: { initial: number }) => { readonly buffer: ArrayBuffer };
}

function isCountedByV8(): boolean {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyApi };
  if (WebAssembly === undefined) return true;
  const before = getHeapStatistics().external_memory;
  const { byteLength } = new WebAssembly.Memory({ initial: TRIED_PAGES }).buffer;
  // Something else may have gone meanwhile.
  return getHeapStatistics().external_memory - before >= byteLength / 2;
}
