import { expect } from 'chai';
import { SnapshotHistory } from '../../harness/check/run/snapshot-history.js';
import { ownHeap } from '../../harness/isolates/captures/index.js';

describe('SnapshotHistory', () => {
  it('treats a replaced collection that was seen only once as grown from nothing', async () => {
    const holder: { list: number[] } = { list: [] };
    const history = new SnapshotHistory(await ownHeap(), 97, { inspectors: [], holders: 1 });
    const ENTRIES = 12_345;
    holder.list = Array.from({ length: ENTRIES }, (_, at) => at);
    history.add(await ownHeap(), 2406);
    const [course] = history
      .collections()
      .flatMap(({ members }) => members)
      .filter(({ sizes }) => (sizes.at(-1)?.size ?? 0) >= 8 * ENTRIES);
    expect(course?.sizes.map(({ iterations }) => iterations)).to.deep.equal([97, 2406]);
    expect(course?.sizes[0]?.size).to.equal(0);
    expect(holder.list).to.have.length(ENTRIES);
  });
});
