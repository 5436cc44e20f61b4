import { expect } from 'chai';
import { collectGarbage } from '../../../harness/isolates/agent/index.js';
import {
  OwnInspector,
  sampleCounters,
  WasmMemory,
  withMoreBytes,
} from '../../../harness/isolates/agent/in-process/index.js';

const PAGE = 65_536;

/** Node's types leave it to the browser's. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (options: { initial: number; maximum?: number; shared?: boolean }) => {
      grow(pages: number): number;
    };
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object) => object;
  };
};

describe('the bytes of WebAssembly memories', () => {
  let inspector: OwnInspector;
  beforeEach(() => (inspector = new OwnInspector()));
  afterEach(() => inspector.stop());

  it('are part of the external bytes on every Node, counted by V8 or by querying each memory', async () => {
    const meter = new WasmMemory(inspector);
    await meter.prepare();
    const external = async (): Promise<number> => {
      await collectGarbage();
      return withMoreBytes(sampleCounters(), await meter.bytes())['external bytes'] ?? 0;
    };
    const memory = new WebAssembly.Memory({ initial: 1 });
    const before = await external();
    memory.grow(100);
    expect((await external()) - before).to.be.within(99 * PAGE, 101 * PAGE);
  });

  it('are summed over all live memories, including shared and unexported ones', async () => {
    const meter = new WasmMemory(inspector);
    await meter.prepare(false);
    const before = await meter.bytes();
    const exportsNothing = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 5);
    const kept = [
      new WebAssembly.Memory({ initial: 3 }),
      new WebAssembly.Memory({ initial: 4, maximum: 8, shared: true }),
      new WebAssembly.Instance(new WebAssembly.Module(exportsNothing)),
    ];
    const gone = new WeakRef(new WebAssembly.Memory({ initial: 50 }));
    await new Promise(setImmediate);
    expect((await meter.bytes()) - before).to.equal((3 + 4 + 5) * PAGE);
    expect(gone.deref()).to.equal(undefined);
    expect(kept).to.have.lengthOf(3);
  });

  it('are zero if V8 counts them itself', async () => {
    const meter = new WasmMemory(inspector);
    await meter.prepare(true);
    expect(await meter.bytes()).to.equal(0);
  });

  it('are summed with the original built-ins, even if a scenario replaced them', async () => {
    const meter = new WasmMemory(inspector);
    await meter.prepare(false);
    const before = await meter.bytes();
    const own = Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, 'buffer') ?? {};
    Object.defineProperty(WebAssembly.Memory.prototype, 'buffer', { ...own, get: () => ({ byteLength: 1 }) });
    try {
      const memory = new WebAssembly.Memory({ initial: 2 });
      expect((await meter.bytes()) - before).to.equal(2 * PAGE);
      memory.grow(1);
    } finally {
      Object.defineProperty(WebAssembly.Memory.prototype, 'buffer', own);
    }
  });
});
