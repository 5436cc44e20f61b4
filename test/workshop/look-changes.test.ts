import { expect } from 'chai';
import { startCountedWorker, startCountedWorkerProcess } from 'heapwitness/workshop';
import { changesBetween, lookIds, type LookChanges } from '../../harness/workshop/look-changes.js';
import { workerModule } from '../support/both-kinds.js';
import type * as Tables from '../support/workers/tables.js';

const NONE = { came: 0, went: 0 };

for (const [kind, start] of [
  ['thread', startCountedWorker],
  ['process', startCountedWorkerProcess],
] as const) {
  describe(`what came and went between two looks into a worker ${kind}`, () => {
    it('is counted object by object: keys that died, values that were replaced, entries that were expunged', async () => {
      await using worker = await start<typeof Tables>(workerModule('tables'));
      const ids = async (): Promise<ReturnType<typeof lookIds>> => {
        await worker.collectGarbage();
        return lookIds(await worker.heap(), ['Value']);
      };
      const changes = async (before: ReturnType<typeof lookIds>): Promise<LookChanges | null> =>
        changesBetween(before, await ids());
      await worker.call('fill', { held: 4, dropped: 6 });
      const filled = await ids();
      expect(await changes(filled)).to.deep.equal({ keys: NONE, values: NONE, expunged: 0 });
      await worker.call('dropKeys');
      expect(await changes(filled)).to.deep.equal({
        keys: { came: 0, went: 6 },
        values: NONE,
        expunged: 0,
      });
      const stale = await ids();
      await worker.call('replaceValues');
      // A value that is set where it stands walks over no other slot.
      const replaced = await changes(stale);
      expect(replaced?.keys).to.deep.equal(NONE);
      expect(replaced?.values.came).to.equal(4);
      expect(replaced?.values.went).to.equal(4 + (replaced?.expunged ?? 0));
    });

    it('is unknown if the looks have no map in common', async () => {
      await using one = await start<typeof Tables>(workerModule('tables'));
      await one.call('fill', { held: 1, dropped: 0 });
      const before = lookIds(await one.heap(), ['Value']);
      expect(changesBetween(before, { ...before, maps: new Set([1]) })).to.equal(null);
    });
  });
}
