import { expect } from 'chai';
import { countEntries } from '../../../harness/workshop/tables/index.js';

describe('countEntries()', () => {
  it('counts a strong entry as live', () => {
    const states = ['live', 'stale', 'strong', 'stale'] as const;
    const slots = states.map((state, slot) => ({ slot, state, hasValue: true, key: null, home: null }));
    const table = { thread: 'main', field: 'threadLocals' as const, length: 16, slots };
    expect(countEntries([table, { ...table, slots: [] }, table])).to.deep.equal({
      entries: 8,
      liveEntries: 4,
      staleEntries: 4,
    });
    expect(countEntries([])).to.deep.equal({ entries: 0, liveEntries: 0, staleEntries: 0 });
  });
});
