import { expect } from 'chai';
import fc from 'fast-check';

import { PredecessorLists, predecessorMemory } from '../../../harness/heap/graph/edges/predecessor-lists.js';
import { CHUNK_WORDS, PredecessorLog, linksHere } from '../../../harness/heap/graph/edges/predecessor-log.js';
import { ownMemory } from '../../../harness/heap/snapshot/two-threads/allocate.js';

/** All starts of a list, the last first. */
function read(lists: PredecessorLists, number: number): number[] {
  const starts: number[] = [];
  for (let entry = lists.last[number] ?? 0; entry !== 0; entry = lists.before(entry)) {
    starts.push(lists.startOf(entry));
  }
  return starts;
}

describe('PredecessorLists', () => {
  it('return what was added to each list, the last first, however the lists grow', () => {
    // Most links go to few of the lists, so that some are moved into blocks and others are not.
    const target = fc.oneof({ weight: 20, arbitrary: fc.nat({ max: 2 }) }, fc.nat({ max: 200 }));
    const link = fc.tuple(target, fc.integer({ min: 0, max: 0xffff_ffff }));
    fc.assert(
      fc.property(fc.array(link, { maxLength: 3000, size: 'max' }), (links) => {
        const lists = new PredecessorLists(predecessorMemory(201, links.length, ownMemory));
        const plain = Array.from({ length: 201 }, (): number[] => []);
        lists.add(Uint32Array.from(links.flat()), 0, 2 * links.length);
        for (const [number, start] of links) plain[number]?.push(start);
        for (const [number, starts] of plain.entries()) {
          expect(read(lists, number)).to.deep.equal(starts.toReversed());
        }
      }),
      { numRuns: 50 },
    );
  });

  it('have room for the worst case, in which each moved list gets no further link', () => {
    const count = 100_000;
    const lists = new PredecessorLists(predecessorMemory(count, count, ownMemory));
    lists.add(
      Uint32Array.from({ length: 2 * count }, (_, at) => at >>> 1),
      0,
      2 * count,
    );
    const wrong = [...lists.last.keys()].filter((number) => String(read(lists, number)) !== String(number));
    expect(wrong).to.deep.equal([]);
  });

  it('reject more edges than entries can distinguish', () => {
    expect(() => predecessorMemory(1, 2 ** 30, ownMemory)).to.throw(RangeError, 'more than 1073741822');
  });
});

describe('PredecessorLog', () => {
  for (const count of [0, 1, CHUNK_WORDS / 2 - 1, CHUNK_WORDS / 2, CHUNK_WORDS / 2 + 1, 3 * CHUNK_WORDS]) {
    it(`has put each of ${count} links into its list when it is finished`, () => {
      const links = linksHere(predecessorMemory(1, count, ownMemory));
      const log = new PredecessorLog(links.carrier);
      for (let start = 0; start < count; start++) log.add(0, start);
      log.finish();
      expect(read(links.lists, 0).toReversed()).to.deep.equal(Array.from({ length: count }, (_, at) => at));
    });
  }
});
