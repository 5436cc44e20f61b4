import { expect } from 'chai';
import {
  judgeCollection,
  mayCollectionGrow,
  toBeCounted,
} from '../../harness/check/judge/collection-rule.js';
import type { CollectionCourse, CollectionSizes } from '../../harness/check/run/heap-history.js';
import type { SurvivorHistory } from '../../harness/check/run/survivor-history.js';

/** Iterations at the looks of a run that confirms what may grow. */
const LOOKS = [97, 2406, 12_413, 13_222, 33_236, 34_045];

type Size = (iterations: number) => number;

const sizesOf = (size: Size): CollectionSizes['sizes'] =>
  LOOKS.map((iterations) => ({ iterations, size: size(iterations) }));

/** A table that shrinks with its entries. */
const table = (size: Size): CollectionSizes => ({ sizes: sizesOf(size), countable: null, entries: [] });

/** A store that may consist of holes, and its entries if they were counted. */
const store = (id: number, size: Size, entries: Size | null = null): CollectionSizes => ({
  sizes: sizesOf(size),
  countable: id,
  entries: entries === null ? [] : sizesOf(entries),
});

const many = <Member>(count: number, of: (at: number) => Member): Member[] =>
  Array.from({ length: count }, (_, at) => of(at));
const judge = (members: readonly CollectionSizes[]): string => judgeCollection({ members });

/** Grows by so many bytes per iteration. */
const straight =
  (rate: number): Size =>
  (iterations) =>
    1000 + rate * iterations;
/** Is full after so many iterations. */
const full =
  (rate: number, after: number): Size =>
  (iterations) =>
    1000 + rate * Math.min(after, iterations);

describe('judgeCollection()', () => {
  it('finds that collections grow together, each of which grows too slowly', () => {
    const members = many(1000, () => table(straight(0.1)));
    expect(judge(members)).to.equal('grows');
    expect(mayCollectionGrow({ members })).to.equal(true);
    expect(judge(members.slice(0, 1))).to.equal('does not grow');
    expect(judge(members.slice(0, 15))).to.equal('does not grow');
  });

  it('does not count collections that were filled within the first iterations, however many', () => {
    expect(judge(many(1000, (at) => table(full(3, 2 * at))))).to.equal('does not grow');
  });

  it('finds one that grows beside many that were filled', () => {
    expect(judge([...many(200, () => table(full(100, 2400))), table(straight(8))])).to.equal('grows');
  });

  it('lets the entries that were counted of some stand for all whose stores may consist of holes', () => {
    const uncounted = many(50, (at) => store(at, straight(1)));
    const sample = (entries: Size): CollectionSizes[] =>
      many(3, (at) => store(100 + at, straight(1), entries));
    expect(judge(uncounted)).to.equal('open');
    expect(judge([...uncounted, ...sample(() => 800)])).to.equal('does not grow');
    expect(judge([...uncounted, ...sample(straight(1))])).to.equal('grows');
  });
});

describe('toBeCounted()', () => {
  const idsOf = (...courses: readonly (readonly CollectionSizes[])[]): number[] => {
    const collections = courses.map((members): CollectionCourse => ({
      name: 'Array',
      members,
      timers: () => [],
      isFilledWithObjects: () => false,
      finding: () => [],
    }));
    return toBeCounted({ heap: { collections: () => collections } } as unknown as SurvivorHistory<unknown>);
  };

  it('returns each that may grow alone, and five of those that are held in the same way', () => {
    const together = many(50, (at) => store(at, straight(0.5 + at / 100)));
    const alone = many(7, (at) => store(100 + at, straight(8)));
    expect(idsOf(together, ...alone.map((one) => [one]))).to.deep.equal([
      49, 48, 47, 46, 45, 100, 101, 102, 103, 104, 105, 106,
    ]);
  });

  it('returns those again that were counted before', () => {
    const before = many(2, (at) => store(at, straight(0.5), straight(0.5)));
    const others = many(50, (at) => store(100 + at, straight(1)));
    expect(idsOf([...others, ...before]).slice(0, 2)).to.deep.equal([0, 1]);
  });

  it('returns nothing of those that do not grow', () => {
    expect(idsOf(many(50, (at) => store(at, full(1, 300))))).to.deep.equal([]);
  });
});
