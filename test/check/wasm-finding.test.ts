import { expect } from 'chai';
import { SnapshotHistory } from '../../harness/check/run/snapshot-history.js';
import { OwnInspector, WasmMemory } from '../../harness/isolates/agent/in-process/index.js';
import { ownHeap } from '../../harness/isolates/captures/index.js';

interface Memory {
  grow(pages: number): number;
}

/** Node's types leave it to the browser's. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (options: { initial: number; maximum?: number; shared?: boolean }) => Memory;
  };
};

const PAGE = 65_536;
const GROWN = 64;

class Decoder {
  memory: Memory = new WebAssembly.Memory({ initial: 1 });
}

class Encoder {
  memory: Memory = new WebAssembly.Memory({ initial: 1 });
}

class Sharer {
  memory: Memory = new WebAssembly.Memory({ initial: 1, maximum: 1000, shared: true });
}

const held: { memory: Memory }[] = [];

/** In calls of their own, so that no variable on the stack holds any of them. */
function create(): void {
  held.push(new Decoder(), new Encoder(), new Sharer());
  held.push({ memory: new WebAssembly.Memory({ initial: 100 }) });
}

function grow(): void {
  for (const { memory } of held.slice(0, 3)) memory.grow(GROWN);
}

describe('a WebAssembly memory that grows', () => {
  let inspector: OwnInspector;
  beforeEach(() => (inspector = new OwnInspector()));
  afterEach(() => inspector.stop());

  it('is reported by what holds it, on each version of Node, without anyone reading its buffer', async () => {
    const meter = new WasmMemory(inspector);
    await meter.prepare();
    create();
    await meter.bytes();
    const history = new SnapshotHistory(await ownHeap(), 100, { inspectors: [], holders: 1 });
    grow();
    await meter.bytes();
    history.add(await ownHeap(), 1100);
    const findings = history
      .external()
      .filter(({ bytes }) => Math.abs(bytes - GROWN * PAGE) < PAGE)
      .flatMap(({ finding }) => finding());
    const places = findings.map(({ path }) => path.map(({ reference }) => reference ?? '').join(' '));
    for (const place of ['held[0].memory', 'held[1].memory', 'held[2].memory'])
      expect(
        places.filter((one) => one.includes(place)),
        `${place} in ${places.join('; ')}`,
      ).to.have.lengthOf(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).to.equal(findings.length);
    held.length = 0;
  });
});
