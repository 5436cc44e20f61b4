import { expect } from 'chai';
import fc from 'fast-check';

import { LinkLists } from '../../harness/graph/link-lists.js';

/** All starts of a list, the last first. */
function read(lists: LinkLists, number: number): number[] {
  const starts: number[] = [];
  for (let entry = lists.last[number] ?? 0; entry !== 0; entry = lists.before(entry)) {
    starts.push(lists.startOf(entry));
  }
  return starts;
}

describe('LinkLists', () => {
  it('give back what was added to each list, the last first, however the lists grow', () => {
    // Most links go to few of the lists, so that some are moved into blocks and others are not.
    const target = fc.oneof({ weight: 20, arbitrary: fc.nat({ max: 2 }) }, fc.nat({ max: 200 }));
    const link = fc.tuple(target, fc.integer({ min: 0, max: 0xffff_ffff }));
    fc.assert(
      fc.property(fc.array(link, { maxLength: 3000, size: 'max' }), (links) => {
        const lists = new LinkLists(new Uint32Array(201).fill(7), links.length);
        const plain = Array.from({ length: 201 }, (): number[] => []);
        for (const number of plain.keys()) lists.open(number);
        for (const [number, start] of links) {
          lists.add(number, start);
          plain[number]?.push(start);
        }
        for (const [number, starts] of plain.entries()) {
          expect(read(lists, number)).to.deep.equal(starts.toReversed());
        }
      }),
      { numRuns: 50 },
    );
  });

  it('have room for the worst case, when each list that is moved gets no further link', () => {
    const count = 100_000;
    const lists = new LinkLists(new Uint32Array(count), count);
    for (let number = 0; number < count; number++) lists.open(number);
    for (let number = 0; number < count; number++) lists.add(number, number);
    const wrong = [...lists.last.keys()].filter((number) => String(read(lists, number)) !== String(number));
    expect(wrong).to.deep.equal([]);
  });

  it('refuse more edges than entries can tell apart', () => {
    expect(() => new LinkLists(new Uint32Array(1), 2 ** 30)).to.throw(RangeError, 'more than 1073741822');
  });
});
