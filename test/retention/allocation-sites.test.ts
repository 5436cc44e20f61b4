import { expect } from 'chai';

import { formatWitness, type Witness, witnessesOf } from '../../harness/retention/index.js';
import type { HeapGraph } from '../../harness/heap/graph/index.js';
import type * as Zoo from '../support/workers/leaky-zoo.js';
import { startWorker, startWorkerProcess } from 'heapwitness';

const ZOO = new URL('../support/workers/leaky-zoo.js', import.meta.url);

describe('Allocation sites', () => {
  for (const [kind, start] of [
    ['thread', startWorker],
    ['process', startWorkerProcess],
  ] as const) {
    it(`are known for objects that a worker ${kind} allocated while sampling, even if others were collected since`, async () => {
      await using worker = await start<typeof Zoo>(ZOO);
      await worker.sampleAllocations();
      await worker.call('makeMany', 300);
      await worker.collectGarbage();
      const allocations = await worker.survivingAllocations();
      const heap: HeapGraph = await worker.heap();
      const [made, ...more] = witnessesOf(heap, heap.instances('Made'), { allocations });
      expect(more).to.deep.equal([]);
      expect(callsOf(made)).to.deep.equal(['Made', 'makeOne', 'makeMany']);
      const urls = made?.allocationSite?.frames.map(({ position }) => position?.url ?? '') ?? [];
      for (const url of urls) expect(url).to.match(/test\/support\/workers\/leaky-zoo\.ts$/);
      if (made === undefined) throw new Error('no witness');
      expect(formatWitness(made)).to.match(
        /Mostly allocated at:\n {2}in Made\(\) {2}\S+leaky-zoo\.ts:\d+:\d+\n/,
      );
    });
  }

  it('are sampled without retaining logged objects, unlike with a connected inspector', async () => {
    await using worker = await startWorker<typeof Zoo>(ZOO);
    await worker.sampleAllocations();
    await worker.call('logMany', 300);
    expect((await worker.heap()).instances('Logged')).to.have.length(300);
    await worker.collectGarbage();
    expect((await worker.heap()).instances('Logged')).to.have.length(0);
  });

  it('are unknown if nothing was sampled, and for objects without a constructor', async () => {
    await using worker = await startWorker<typeof Zoo>(ZOO);
    await worker.call('makeMany', 3);
    expect(await worker.survivingAllocations()).to.deep.equal([]);
    const heap = await worker.heap();
    const [made] = witnessesOf(heap, heap.instances('Made'), { allocations: [] });
    expect(made?.allocationSite).to.equal(null);
    const call = { functionName: 'Array', url: 'file:///app/main.js', line: 1, column: 1 };
    const arrays = heap.instances('Made').map((node) => heap.property(node, 'payload') ?? node);
    const [array] = witnessesOf(heap, arrays, {
      allocations: [{ count: 3, bytes: 48, calls: [{ ...call, url: '' }] }],
    });
    expect(array?.allocationSite).to.equal(null);
  });
});

function callsOf(witness: Witness | undefined): string[] {
  return witness?.allocationSite?.frames.map(({ functionName }) => functionName) ?? [];
}
