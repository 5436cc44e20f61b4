import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { witnessesOf } from '../../harness/retention/index.js';
import type * as Worker from '../support/workers/text-pieces.js';

const COUNT = 5;

describe('the witness of a slice of a string', function () {
  this.timeout(60_000);

  it('shows the length of the string that a slice retains, and its beginning', async () => {
    const module = new URL('../support/workers/text-pieces.js', import.meta.url);
    await using worker = await startWorker<typeof Worker>(module);
    await worker.call('keepPieces', COUNT);
    const heap = await worker.heap();
    const suspects = [...heap.ordinals()].filter((node) => heap.type(node) === 'sliced string');
    const found = witnessesOf(heap, suspects).find(({ signature }) => signature.includes('pieces'));
    expect(found?.count).to.equal(COUNT);
    expect(found?.trace.nodes.at(-1)?.label).to.match(
      /^\(string\): a piece of a text of 36,0\d\d bytes, which it holds: "\d some long text .*…"$/,
    );
  });
});
