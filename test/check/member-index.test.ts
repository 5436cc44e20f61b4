import { expect } from 'chai';
import fc from 'fast-check';
import { MemberIndex } from '../../harness/check/run/member-index.js';

describe('MemberIndex', () => {
  it('finds the group of each id up to the largest of 32 bits, and no group for others', () => {
    const index = new MemberIndex([[9, 3], [], [5, 2 ** 32 - 1]]);
    expect([3, 5, 9, 2 ** 32 - 1, 4, 0, 2 ** 32 - 2].map((id) => index.groupOf(id))).to.deep.equal([
      0, 2, 0, 2, -1, -1, -1,
    ]);
    expect(new MemberIndex([]).groupOf(1)).to.equal(-1);
  });

  it('counts the members of each group by the group in which another look has them', () => {
    const before = new MemberIndex([
      [1, 2, 3],
      [4, 5],
    ]);
    const after = new MemberIndex([
      [5, 1],
      [2, 6],
    ]);
    expect(before.movesTo(after)).to.have.deep.members([
      { from: 0, to: 0, count: 1 },
      { from: 0, to: 1, count: 1 },
      { from: 0, to: -1, count: 1 },
      { from: 1, to: 0, count: 1 },
      { from: 1, to: -1, count: 1 },
    ]);
  });

  it('agrees with a Map of ids, whatever the groups', () => {
    const groups = fc.array(fc.integer({ min: -1, max: 3 }), { maxLength: 60 });
    const idsOf = (all: readonly number[]): number[][] =>
      [0, 1, 2, 3].map((group) => [...all.keys()].filter((id) => all[id] === group).toReversed());
    fc.assert(
      fc.property(groups, groups, (before, after) => {
        const [index, later] = [new MemberIndex(idsOf(before)), new MemberIndex(idsOf(after))];
        for (const id of before.keys()) expect(index.groupOf(id)).to.equal(before[id]);
        const moves = index.movesTo(later);
        for (const from of [0, 1, 2, 3]) {
          for (const to of [-1, 0, 1, 2, 3]) {
            const count = moves.find((move) => move.from === from && move.to === to)?.count ?? 0;
            expect(count).to.equal(
              [...before.keys()].filter((id) => before[id] === from && (after[id] ?? -1) === to).length,
            );
          }
        }
      }),
    );
  });
});
