import { expect } from 'chai';
import { WalkLog } from '../../harness/workshop/walk-log.js';
import type { CallWalk } from '../../harness/workshop/thread-local/internals.js';

describe('a WalkLog', () => {
  it('keeps the last eight walks, and counts all', () => {
    const log = new WalkLog();
    for (let key = 1; key <= 10; key++) log.add(walkOf(key));
    const { count, kept } = log.take();
    expect(count).to.equal(10);
    expect(kept.map(({ key }) => key)).to.deep.equal([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('is empty after its walks were taken', () => {
    const log = new WalkLog();
    log.add(walkOf(1));
    const taken = log.take();
    log.add(walkOf(2));
    expect(taken).to.deep.equal({ count: 1, kept: [walkOf(1)] });
    expect(log.take()).to.deep.equal({ count: 1, kept: [walkOf(2)] });
    expect(log.take()).to.deep.equal({ count: 0, kept: [] });
  });
});

function walkOf(key: number): CallWalk {
  const lengths = { length: 16, lengthAfter: 16, sizeAfter: 1 };
  const table = { thread: 'main', field: 'threadLocals' } as const;
  return { ...table, ...lengths, operation: 'get', key, home: 0, steps: [], cut: 0 };
}
