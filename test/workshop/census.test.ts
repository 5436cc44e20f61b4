import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { startCountedWorker, startCountedWorkerProcess, takeCensus, walkTables } from 'heapwitness/workshop';
import type { LongLivedWorker } from 'heapwitness';
import type { Census } from 'heapwitness/workshop';
import { workerModule } from '../support/both-kinds.js';
import { expectWorkerError, rejectionOf } from '../support/errors.js';
import type * as Obliging from '../support/workers/obliging.js';
import type * as Tables from '../support/workers/tables.js';

const COUNTED = ['ThreadLocal', 'Entry', 'StrongKeyEntry', 'Value'];
const KINDS = [
  { kind: 'thread', start: startCountedWorker },
  { kind: 'process', start: startCountedWorkerProcess },
];

for (const kind of KINDS) {
  describe(`the census of a worker ${kind.kind}`, () => {
    const census = async (
      act: (worker: LongLivedWorker<typeof Tables>) => Promise<unknown>,
    ): Promise<Census> => {
      await using worker = await kind.start<typeof Tables>(workerModule('tables'), {
        countedClasses: COUNTED,
      });
      await act(worker);
      await worker.call('dropKeys');
      await worker.collectGarbage();
      return (await takeCensus(worker)).census;
    };

    it('counts nothing in a fresh worker, and all three methods agree', async () => {
      const { keys, values, entries, staleEntries, tables, disagreements } = await census(() =>
        Promise.resolve(),
      );
      expect({ keys, values, entries, staleEntries }).to.deep.equal({
        keys: 0,
        values: 0,
        entries: 0,
        staleEntries: 0,
      });
      expect(tables).to.deep.equal([]);
      expect(disagreements).to.deep.equal([]);
    });

    it('counts the objects known to exist, and all three methods agree', async () => {
      const found = await census(async (worker) => {
        await worker.call('fill', { held: 3, dropped: 5 });
        await worker.call('startThread', { name: ['second'], held: 2, dropped: 4 });
        await worker.call('startThread', { name: ['third'], held: 1, dropped: 2, strong: true });
        await worker.call('setInheritable');
        await worker.call('startThread', { name: ['heir'], held: 0, dropped: 0 });
      });
      const row = (
        what: string,
        walk: number | null,
        snapshot: number,
        queryObjects: number | null,
      ): object => ({
        what,
        walk,
        snapshot,
        queryObjects,
      });
      expect(found.witnesses).to.deep.equal([
        row('keys', null, 9, 9),
        row('values (Value)', null, 18, 18),
        row('entries', 19, 19, 19),
        row('live entries', 10, 10, null),
        row('stale entries', 9, 9, null),
      ]);
      expect(found.disagreements).to.deep.equal([]);
      const counted = found.tables.map(({ thread, field, slots }) => ({
        thread,
        field,
        slots: slots.length,
      }));
      expect(counted).to.have.deep.members([
        { thread: 'main', field: 'threadLocals', slots: 8 },
        { thread: 'main', field: 'inheritableThreadLocals', slots: 1 },
        { thread: 'second', field: 'threadLocals', slots: 6 },
        { thread: 'third', field: 'threadLocals', slots: 3 },
        { thread: 'heir', field: 'inheritableThreadLocals', slots: 1 },
      ]);
    });

    it('reports which entries have no value: null and undefined, but no number, boolean or text', async () => {
      const { tables, disagreements } = await census((worker) => worker.call('setPrimitives'));
      const withValue = tables.flatMap(({ slots }) => slots.filter(({ hasValue }) => hasValue));
      expect(tables.flatMap(({ slots }) => slots)).to.have.lengthOf(7);
      expect({ withValue: withValue.length, disagreements }).to.deep.equal({
        withValue: 5,
        disagreements: [],
      });
    });

    it('reports the serial number and the home slot of each key, also of one that was collected', async () => {
      const { tables } = await census((worker) => worker.call('fill', { held: 2, dropped: 1 }));
      const slots = tables.flatMap((table) => table.slots).toSorted((a, b) => Number(a.key) - Number(b.key));
      expect(slots.map(({ state }) => state)).to.deep.equal(['live', 'live', 'stale']);
      const [first = Number.NaN] = slots.map(({ key }) => Number(key));
      expect(slots.map(({ key }) => key)).to.deep.equal([first, first + 1, first + 2]);
      // Consecutive keys are spread so far apart that each is in its home slot.
      expect(slots.map(({ home }) => home)).to.deep.equal(slots.map(({ slot }) => slot));
    });

    it('counts an instance of two counted classes once, and no thread-local object as a value', async () => {
      await using worker = await kind.start<typeof Tables>(workerModule('tables'), {
        countedClasses: ['ThreadLocal', 'InheritableThreadLocal', 'Value', 'ExportedValue'],
      });
      await worker.call('fill', { held: 2, dropped: 0 });
      await worker.call('setInheritable');
      await worker.call('holdExported', 5);
      const { keys, values, witnesses, disagreements } = (await takeCensus(worker)).census;
      expect({ keys, values, disagreements }).to.deep.equal({ keys: 3, values: 8, disagreements: [] });
      const seen = witnesses.map(({ what, snapshot, queryObjects }) => [what, snapshot, queryObjects]);
      expect(seen.slice(0, 4)).to.deep.equal([
        ['keys', 3, 3],
        ['values (Value)', 8, 8],
        ['values (ExportedValue)', 5, 5],
        ['instances (InheritableThreadLocal)', 1, 1],
      ]);
    });

    it('identifies a thread whose name is a concatenated or sliced string', async () => {
      const { tables, disagreements } = await census(async (worker) => {
        await worker.call('startThread', {
          name: ['pool-of-the-server', '-thread-', '17'],
          held: 1,
          dropped: 0,
        });
        await worker.call('startThread', { name: ['<a thread that was', ' cut out>'], held: 1, dropped: 0 });
      });
      expect(disagreements).to.deep.equal([]);
      expect(tables.map(({ thread }) => thread)).to.have.members([
        'pool-of-the-server-thread-17',
        'a thread that was cut out',
      ]);
    });

    it('does not count objects that only resemble thread-local ones', async () => {
      const { entries, disagreements } = await census(async (worker) => {
        await worker.call('fill', { held: 2, dropped: 0 });
        await worker.call('holdForeigners');
        await worker.call('spoilTable');
      });
      expect(entries).to.equal(2);
      // The live table has two slots more: the walk calls them strong entries, because they are no weak ones.
      expect(disagreements).to.have.lengthOf.above(0);
    });

    it('reports a thread that is missing from the live tables', async () => {
      const { disagreements } = await census(async (worker) => {
        await worker.call('fill', { held: 2, dropped: 0 });
        await worker.call('startThread', { name: ['unknown'], held: 1, dropped: 3, isHidden: true });
      });
      expect(disagreements).to.have.lengthOf(4);
      expect(disagreements[0]).to.equal('entries: the live table 2, the snapshot 6, v8.queryObjects 6');
      expect(disagreements[3])
        .to.include('unknown.threadLocals')
        .and.include('export threads() from the worker module');
    });

    it('reports a subclass of a value that the module does not export', async () => {
      const { disagreements } = await census((worker) => worker.call('defineHiddenSubclass'));
      expect(disagreements).to.deep.equal([
        'values (Value): the live table –, the snapshot 0, v8.queryObjects 1',
      ]);
    });

    it('rejects a class that was not given at the start with ERR_UNKNOWN_CLASS', async () => {
      await using worker = await kind.start<typeof Tables>(workerModule('tables'), {
        name: 'tables',
        countedClasses: ['Value'],
      });
      const error = await rejectionOf(worker.queryObjects(['ThreadLocal']));
      expectWorkerError(error, 'ERR_UNKNOWN_CLASS', { worker: 'tables', call: 'queryObjects' });
      expect(await worker.queryObjects()).to.deep.equal({ Value: 0 });
    });

    it('loads the subject only if a walk is requested', async () => {
      await using worker = await kind.start<typeof Obliging>(workerModule('obliging'));
      const threads = async (): Promise<number> => (await worker.heap()).instances('Thread').length;
      expect(await threads()).to.equal(0);
      expect(await walkTables(worker)).to.deep.equal([]);
      expect(await threads()).to.equal(1);
    });
  });
}

describe('takeCensus()', () => {
  it('rejects with ERR_USAGE for a worker that was not started to be counted', async () => {
    await using worker = await startWorker<typeof Tables>(workerModule('tables'), { name: 'tables' });
    const error = await rejectionOf(takeCensus(worker));
    expectWorkerError(error, 'ERR_USAGE', { worker: 'tables', call: 'walk' });
  });
});
