import { expect } from 'chai';
import fc from 'fast-check';

import { Tally } from '../../../harness/heap/snapshot/counting/tally.js';

describe('Tally', () => {
  it('counts and sums by key, however many and however far apart the keys are', () => {
    const property = fc.property(
      fc.nat(0xffff_ffff),
      fc.constantFrom(1, 4096, 1 << 20, 0x9e37_79b1),
      fc.integer({ min: 1, max: 20_000 }),
      (first, step, keys) => {
        const tally = new Tally();
        const keyOf = (at: number): number => (first + at * step) % 2 ** 32;
        const expected = new Map<number, { count: number; sum: number }>();
        for (let at = 0; at < 2 * keys; at++) {
          const key = keyOf(at % keys);
          tally.add(key, at);
          const { count, sum } = expected.get(key) ?? { count: 0, sum: 0 };
          expected.set(key, { count: count + 1, sum: sum + at });
        }
        const entries = Array.from(tally.entries(), ({ key, count, sum }) => [key, { count, sum }] as const);
        expect(entries).to.have.length(expected.size);
        for (const [key, value] of entries) expect(value).to.deep.equal(expected.get(key));
      },
    );
    fc.assert(property, { numRuns: 30 });
  });
});
