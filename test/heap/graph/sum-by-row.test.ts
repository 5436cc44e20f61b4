import { expect } from 'chai';
import fc from 'fast-check';

import {
  type Rows,
  sumByRow,
  sumBySets,
  sumByWalk,
} from '../../../harness/heap/graph/devtools/sum-by-row.js';
import { NONE } from '../../../harness/heap/graph/no-ordinal.js';
import { ColumnPool } from '../../../harness/heap/graph/column-pool.js';

const ROWS = 6;

/** Trees of 1 to 61 nodes in any order, some without a row. */
const rows: fc.Arbitrary<Rows> = fc
  .array(fc.record({ above: fc.nat(), bytes: fc.nat({ max: 99 }), row: fc.nat({ max: ROWS }) }), {
    minLength: 1,
    maxLength: 61,
    size: 'max',
  })
  .chain((nodes) =>
    fc.shuffledSubarray([...nodes.keys()], { minLength: nodes.length }).map((order) => ({
      tree: {
        count: nodes.length,
        order: Uint32Array.from(order),
        dominator: Uint32Array.from(nodes, ({ above }, at) => (at === 0 ? 0 : above % at)),
      },
      retained: Uint32Array.from(nodes, ({ bytes }) => bytes),
      rowOf: Uint32Array.from(nodes, ({ row }) => (row === ROWS ? NONE : row)),
      rowCount: ROWS,
    })),
  );

describe('sumByRow()', () => {
  it('sums up the nodes that no other node of the row dominates, by sets and by a walk', () => {
    const property = fc.property(rows, (some) => {
      const expected = bruteForce(some);
      const pool = new ColumnPool(some.tree.count);
      expect([...(sumBySets(some, pool) ?? [])]).to.deep.equal(expected);
      expect([...sumByWalk(some, pool)]).to.deep.equal(expected);
      expect([...sumByRow(some, pool)]).to.deep.equal(expected);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('creates no more sets than allowed', () => {
    const count = ROWS;
    const each = Uint32Array.from({ length: count }, (_, at) => at);
    const tree = { count, order: each, dominator: each.map((at) => Math.max(0, at - 1)) };
    const chain: Rows = { tree, retained: each, rowOf: each, rowCount: ROWS };
    expect(sumBySets(chain, new ColumnPool(count), ROWS * ROWS)).to.equal(undefined);
    expect([...(sumBySets(chain, new ColumnPool(count), ROWS * (ROWS + 1)) ?? [])]).to.deep.equal([...each]);
  });
});

function bruteForce({ tree: { count, order, dominator }, retained, rowOf, rowCount }: Rows): number[] {
  const sums = Array.from({ length: rowCount }, () => 0);
  const rowAt = (number: number): number => rowOf[order[number] ?? 0] ?? NONE;
  for (let number = 0; number < count; number++) {
    const row = rowAt(number);
    let isCovered = false;
    for (let at = number; at !== 0 && !isCovered;) {
      at = dominator[at] ?? 0;
      isCovered = rowAt(at) === row;
    }
    if (row !== NONE && !isCovered) sums[row] = (sums[row] ?? 0) + (retained[number] ?? 0);
  }
  return sums;
}
