import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { witnessesOf } from '../../harness/retention/index.js';
import type * as Worker from '../support/workers/vm-contexts.js';

const module = new URL('../support/workers/vm-contexts.js', import.meta.url);

describe('the witness of contexts of node:vm', function () {
  this.timeout(60_000);

  it('is the list that keeps them, and no native half: that does not keep them', async () => {
    await using worker = await startWorker<typeof Worker>(module);
    await worker.call('keep', 3);
    const heap = await worker.heap();
    const [witness] = witnessesOf(heap, heap.instances('Sandbox'));
    const [first] = witness?.trace.nodes ?? [];
    expect(first?.reference.text).to.equal('variable kept');
    const roots = [witness?.trace, ...(witness?.holders ?? []).map(({ trace }) => trace)];
    expect(
      roots.map((trace) => trace?.root.text ?? '').filter((text) => text.includes('Contextify')),
    ).to.deep.equal([]);
  });
});
