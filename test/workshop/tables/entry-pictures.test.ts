import { expect } from 'chai';
import { startCountedWorker } from 'heapwitness/workshop';
import { entryPictures, type EntryPicture } from '../../../harness/workshop/tables/index.js';
import { workerModule } from '../../support/both-kinds.js';
import type * as Tables from '../../support/workers/tables.js';

describe('the pictures of entries in a real heap', () => {
  let pictures: readonly EntryPicture[] = [];
  let throughClasses: readonly EntryPicture[] = [];

  before(async () => {
    await using worker = await startCountedWorker<typeof Tables>(workerModule('tables'));
    await worker.call('fill', { held: 3, dropped: 5 });
    await worker.call('setHoldingKey');
    await worker.call('setInMap');
    await worker.call('dropKeys');
    await worker.collectGarbage();
    const heap = await worker.heap();
    const values = new Set(heap.instances('Value'));
    pictures = entryPictures(heap, (node) => values.has(node));
    throughClasses = entryPictures(heap, (node) => values.has(node), { throughClasses: true });
  });

  it('are one for each kind, with the number of its entries, those of stale ones first', () => {
    expect(pictures.map(({ state, count }) => `${count} ${state}`)).to.deep.equal([
      '5 stale',
      '3 live',
      '1 live',
      '1 live',
    ]);
  });

  it('show what holds the key, if anything but the value does', () => {
    const holders = pictures.map(({ key, keyHolder }) => (key === null ? 'collected' : keyHolder));
    expect(holders).to.have.members(['collected', 'heldKeys[…]', 'heldKeys[…]', null]);
  });

  it('show the reference from a value back to its key', () => {
    const back = pictures.filter(({ valueToKey }) => valueToKey !== null);
    expect(back.map(({ valueToKey, keyHolder }) => [valueToKey, keyHolder])).to.deep.equal([
      ['.keyOfMine', null],
    ]);
  });

  it('show that a value leads to its key by its class only if that is asked for', () => {
    // The class Value stands in the module whose variable holds these keys.
    const back = (all: readonly EntryPicture[]): readonly (string | null)[] =>
      all.map(({ valueToKey }) => valueToKey);
    const byClass = /^\.constructor heldKeys\[\d\]$/;
    expect(back(pictures).filter((text) => byClass.test(text ?? ''))).to.deep.equal([]);
    expect(back(throughClasses).filter((text) => byClass.test(text ?? ''))).to.have.length.above(0);
  });

  it('show the objects between the entry and the counted value', () => {
    const chains = pictures.map(({ values }) => values.map(({ className }) => className).join(' → '));
    expect(chains).to.have.members(['Value', 'Value', 'Value', 'Map → Value']);
  });

  it('have the nodes of one entry: thread, map, entry and value of the same snapshot', () => {
    for (const { thread, map, entry, values } of pictures) {
      const names = [thread?.className, map.className, entry.className];
      expect(names).to.deep.equal(['Thread', 'ThreadLocalMap', 'Entry']);
      const ids = [thread?.id, map.id, entry.id, ...values.map(({ id }) => id)];
      expect(new Set(ids)).to.have.property('size', ids.length);
    }
    expect(new Set(pictures.map(({ entry }) => entry.id))).to.have.property('size', pictures.length);
  });
});
