import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import { each, ring, upTo } from '../support/courses/courses.js';
import type { Course } from '../support/courses/courses.js';
import { Random } from '../support/courses/random.js';

const MEBI = 2 ** 20;

/** Memory that grows by a share of its size whenever it is full, as emscripten's does. */
function memory({ base, perIteration, step }: { base: number; perIteration: number; step: number }) {
  return (iterations: number): number => {
    let size = base;
    while (size < base * 0.9 + perIteration * iterations) size += size * step;
    return size;
  };
}

describe('memory outside the heap', () => {
  for (const { base, perIteration, step, iterationMs } of [
    { base: 32 * MEBI, perIteration: 20_000, step: 0.2, iterationMs: 0.02 },
    { base: 32 * MEBI, perIteration: 100_000, step: 0.2, iterationMs: 5 },
    { base: MEBI, perIteration: 16_384, step: 0.5, iterationMs: 0.05 },
    { base: MEBI, perIteration: 1024, step: 1, iterationMs: 1 },
  ]) {
    it(`leaks ${perIteration} bytes per iteration of ${iterationMs} ms, in steps of ${step} of its size`, async () => {
      const counters = { 'external bytes': memory({ base, perIteration, step }) };
      const { verdict, findings } = await checkCourse({ holders: [], counters, iterationMs });
      expect(verdict).to.equal('leak');
      expect(findings.map(({ className }) => className)).to.deep.equal(['external bytes']);
    });
  }

  it('is clean if it grows up to a limit, or grows and shrinks', async () => {
    const bounded = (at: number): number => MEBI + Math.min(at, 1500) * 1000;
    const waves = (at: number): number => MEBI + (at % 7) * MEBI;
    for (const size of [bounded, waves, () => MEBI]) {
      const { verdict } = await checkCourse({ holders: [], counters: { 'external bytes': size } });
      expect(verdict).to.equal('clean');
    }
  });

  it('is never clean if too few iterations can be run to see whether the growth continues', async () => {
    const size = memory({ base: 32 * MEBI, perIteration: 200_000, step: 0.5 });
    const counters = { 'external bytes': size };
    const { verdict } = await checkCourse({ holders: [], counters, iterationMs: 40 });
    expect(verdict).to.not.equal('clean');
  });
});

describe('a collection that doubles its store', () => {
  const table = (entries: number): number => 24 * 2 ** Math.ceil(Math.log2(entries + 8));

  for (const bound of [500, 2000, 2400, 4000, 9000])
    it(`is clean if it is full at ${bound} entries`, async () => {
      const collections = { Map: (at: number): number => table(Math.min(at, bound)) };
      const { verdict } = await checkCourse({ holders: [], collections });
      expect(verdict).to.equal('clean');
    });

  it('leaks if it is never full', async () => {
    const { verdict } = await checkCourse({ holders: [], collections: { Map: table } });
    expect(verdict).to.equal('leak');
  });
});

describe('iterations that turn out to be slow after the warm-up', () => {
  it('are extended by one cycle, because zero survivors of few iterations may be chance', async () => {
    const { verdict, iterations } = await checkCourse({
      holders: [],
      iterationMs: (at) => (at < 97 ? 0.5 : 40),
    });
    expect(verdict).to.equal('clean');
    // Those of the warm-up, 37 in the time that a first run has, and a cycle.
    expect(iterations).to.equal(97 + 37 + 107);
  });
});

describe('a backing store that is mostly holes', () => {
  const store = (at: number): number => 64 + 9 * at;

  it('is clean if its entries do not grow with its size', async () => {
    for (const most of [300, 1500, 3000]) {
      const given = {
        holders: [],
        collections: { Object: store },
        entries: { Object: (at: number) => Math.min(at, most) },
      };
      const { verdict } = await checkCourse(given);
      expect(verdict, `${most} entries`).to.equal('clean');
    }
  });

  it('leaks if its entries grow with its size', async () => {
    const given = { holders: [], collections: { Object: store }, entries: { Object: (at: number) => at } };
    const { verdict } = await checkCourse(given);
    expect(verdict).to.equal('leak');
  });
});

describe('a run that is cut short', () => {
  const held = (course: Course) => [{ className: 'Cached', holder: 'cache', course }];

  for (const refusedAt of [100, 110, 150, 200, 250, 290, 400]) {
    it(`is inconclusive if the run was cut short after ${refusedAt} iterations`, async () => {
      for (const course of [upTo(250), ring(new Random(refusedAt)), each]) {
        // In a first run, and where cycles stand in its place.
        for (const iterationMs of [0.05, 2]) {
          const given = { holders: held(course), refusedAt, iterationMs };
          const { verdict, ...judged } = await checkCourse(given);
          expect(verdict, course.name).to.equal('inconclusive');
          expect('reason' in judged && judged.reason.message).to.contain('EMFILE: too many open files');
        }
      }
    });
  }

  it('is a leak if the growth was regular for as long as a confirmation takes', async () => {
    const counters = { 'file descriptors': (at: number) => 20 + at };
    const { verdict } = await checkCourse({ holders: held(each), counters, refusedAt: 1100 });
    expect(verdict).to.equal('leak');
  });

  it('is inconclusive if it was cut before a second snapshot, whatever grew', async () => {
    const { verdict } = await checkCourse({ holders: held(each), refusedAt: 1100 });
    expect(verdict).to.equal('inconclusive');
  });

  it('is not a leak if a cache was full before the end', async () => {
    const { verdict } = await checkCourse({ holders: held(upTo(800)), refusedAt: 1100 });
    expect(verdict).to.equal('inconclusive');
  });
});

describe('a cache with a limit beyond the run', () => {
  it('is reported, because it cannot be told from a leak', async () => {
    const holders = [{ className: 'Cached', holder: 'cache', course: upTo(50_000) }];
    for (const iterationMs of [0.05, 5])
      expect((await checkCourse({ holders, iterationMs })).verdict).to.equal('leak');
  });
});

describe('excused growth', () => {
  it('does not stop a run from being extended', async () => {
    // A cache that is full only after the first confirmation.
    const bound = 10_300;
    const holders = [
      { className: 'Cached', holder: 'cache', course: upTo(bound) },
      { className: 'Excused', holder: 'there', course: each },
    ];
    const reason = 'expected here';
    for (const way of [
      { allowGrowth: ['Excused'] },
      { ignore: [{ className: 'Excused', reason }] },
      { ignore: [{ fingerprint: 'there', reason }] },
    ]) {
      const { verdict } = await checkCourse({ holders }, way);
      expect(verdict, JSON.stringify(way)).to.equal('clean');
    }
  });
});

describe('one class with several holders', () => {
  const held = (...courses: Course[]) =>
    courses.map((course, at) => ({ className: '(string)', holder: `h${at}`, course }));

  it('is clean if a filling buffer and late objects look like a leak only together', async () => {
    const late: Course = {
      name: 'late',
      born: (at) => ([110, 220, 440, 880, 1760].includes(at) ? Array<number>(20).fill(Infinity) : []),
      truth: () => 'clean',
    };
    const { verdict } = await checkCourse({ holders: held(upTo(250), late), iterationMs: 8 });
    expect(verdict).to.equal('clean');
  });

  it('leaks if each of very many holders has a few objects', async () => {
    const many = Array.from({ length: 2000 }, (_, which): Course => ({
      name: `every 2000th, from ${which} on`,
      born: (at) => (at % 2000 === which ? [Infinity] : []),
      truth: () => 'leak',
    }));
    const { verdict, iterations } = await checkCourse({ holders: held(...many) });
    // Together they are judged at once; their number needs one more long run.
    expect(iterations).to.be.below(20_000);
    expect(verdict).to.equal('leak');
  });

  it('is judged separately for each of several lists that are held in the same way', async () => {
    const inLists = (...courses: Course[]) =>
      courses.map((course, at) => ({ className: 'Session', holder: `lists#${at}`, course }));
    const newest: Course = { name: 'the newest 1000', born: (at) => [at + 1000], truth: () => 'clean' };
    const filled = await checkCourse({ holders: inLists(newest, upTo(9500)) });
    expect(filled.verdict).to.equal('clean');
    const leaking = await checkCourse({
      holders: inLists(newest, { ...each, born: (at) => (at % 50 ? [] : [Infinity]) }),
    });
    expect(leaking.verdict).to.equal('leak');
  });

  it('leaks if lists are filled one after the other, and none of them is ever released', async () => {
    for (const size of [200, 700, 1000, 1500, 2000, 5000]) {
      const lists = Array.from({ length: 80_000 / size }, (_, which) => ({
        className: 'Session',
        holder: `lists#${which}`,
        course: {
          name: `list ${which}`,
          born: (at: number) => (Math.floor(at / size) === which ? [Infinity] : []),
          truth: () => 'leak' as const,
        },
      }));
      expect((await checkCourse({ holders: lists })).verdict, `lists of ${size}`).to.equal('leak');
      const apart = lists.map((one, which) => ({ ...one, holder: `list of its own ${which}` }));
      expect((await checkCourse({ holders: apart })).verdict, `each of ${size}`).to.equal('leak');
    }
  });

  it('is clean if a list is released whenever a few more have been filled', async () => {
    for (const size of [200, 700, 1500]) {
      const lists = Array.from({ length: 80_000 / size }, (_, which) => ({
        className: 'Session',
        holder: `lists#${which}`,
        course: {
          name: `list ${which}`,
          born: (at: number) => (Math.floor(at / size) === which ? [(which + 3) * size] : []),
          truth: () => 'clean' as const,
        },
      }));
      expect((await checkCourse({ holders: lists })).verdict, `lists of ${size}`).to.equal('clean');
    }
  });

  it('leaks if more comes into a queue than goes, although the oldest go', async () => {
    for (const left of [0.05, 0.1, 0.2, 0.5, 0.9]) {
      const queue: Course = {
        name: `grows by ${left}`,
        born: (at) => [Math.ceil((at + 1) / (1 - left))],
        truth: () => 'leak',
      };
      for (const iterationMs of [0.02, 2, 20])
        expect((await checkCourse({ holders: held(queue), iterationMs })).verdict, queue.name).to.equal(
          'leak',
        );
    }
  });

  it('is never clean if one holder keeps one in 50 of the objects it replaces', async () => {
    const mixed: Course = {
      name: 'a ring of 2000 that keeps one in 50',
      born: (at) => [at % 50 === 0 ? Infinity : at + 2000],
      truth: () => 'leak',
    };
    const { verdict } = await checkCourse({ holders: held(mixed) });
    expect(verdict).to.not.equal('clean');
  });
});

describe('undecided growth', () => {
  /** Stays open: one in 50 of what is replaced piles up, and most of what is replaced is from the whole run. */
  const mixed: Course = {
    name: 'a ring of 5000 that keeps one in 50',
    born: (at) => [at % 50 === 0 ? Infinity : at + 5000],
    truth: () => 'leak',
  };
  const holders = [{ className: 'Excused', holder: '0123456789abcdef', course: mixed }];
  const reason = 'expected here';
  const known = (fingerprint: string) => [{ fingerprint, reason, expires: '2026-12-31' }];

  it('is inconclusive, unless it is allowed, ignored or known', async () => {
    const verdictOf = async (way: object) => (await checkCourse({ holders }, way)).verdict;
    expect(await verdictOf({})).to.equal('inconclusive');
    expect(await verdictOf({ allowGrowth: ['Excused'] })).to.equal('clean');
    expect(await verdictOf({ ignore: [{ className: 'Excused', reason }] })).to.equal('clean');
    expect(await verdictOf({ knownLeaks: known('0123456789abcdef') })).to.equal('clean');
    expect(await verdictOf({ knownLeaks: known('fedcba9876543210') })).to.equal('inconclusive');
  });

  it('is in a remark if it is beside a leak, which ends the run', async () => {
    const beside = { className: 'Audit', holder: 'done', course: each };
    const { verdict, findings, remarks } = await checkCourse({ holders: [...holders, beside] });
    expect(verdict).to.equal('leak');
    expect(findings.map(({ className }) => className)).to.deep.equal(['Audit']);
    expect(remarks.join()).to.contain('Undecided is whether these grow, too: Excused.');
    const unnamed = { className: '', holder: 'unnamed', course: mixed };
    expect((await checkCourse({ holders: [unnamed, beside] })).remarks.join()).to.contain('too: (object).');
    expect((await checkCourse({ holders: [beside] })).remarks).to.deep.equal([]);
  });

  const byDoubling = (at: number): number => 2 ** (20 + Math.ceil(Math.log2(at + 1)));

  for (const [what, name, scenario] of [
    ['a collection', 'Map', { collections: { Map: byDoubling } }],
    ['a counter', 'external bytes', { counters: { 'external bytes': byDoubling } }],
  ] as const)
    it(`of ${what} after too few iterations is inconclusive, unless it is allowed, ignored or known`, async () => {
      const verdictOf = async (way: object) =>
        (await checkCourse({ holders: [], iterationMs: 40, ...scenario }, way)).verdict;
      expect(await verdictOf({})).to.equal('inconclusive');
      expect(await verdictOf({ allowGrowth: [name] })).to.equal('clean');
      expect(await verdictOf({ ignore: [{ className: name, reason }] })).to.equal('clean');
      expect(await verdictOf({ allowGrowth: ['Another'] })).to.equal('inconclusive');
    });
});

describe('a known leak', () => {
  const known = (fingerprint: string, expires: string) => ({
    fingerprint,
    expires,
    reason: 'until the pool is replaced',
  });

  it('is identified by its retainers: the same class under another holder leaks', async () => {
    const holders = [
      { className: 'Session', holder: '0123456789abcdef', course: each },
      { className: 'Session', holder: 'elsewhere', course: each },
    ];
    const knownLeaks = [known('0123456789abcdef', '2026-12-31')];
    const { verdict, findings, known: outcome } = await checkCourse({ holders }, { knownLeaks });
    expect(verdict).to.equal('leak');
    expect(findings.map(({ fingerprint }) => fingerprint)).to.deep.equal(['elsewhere']);
    expect(outcome.found.map(({ fingerprint }) => fingerprint)).to.deep.equal(['0123456789abcdef']);
  });

  it('is reported again after its expiry date', async () => {
    const holders = [{ className: 'Session', holder: '0123456789abcdef', course: each }];
    const { verdict } = await checkCourse(
      { holders },
      { knownLeaks: [known('0123456789abcdef', '2025-12-31')] },
    );
    expect(verdict).to.equal('leak');
  });
});

describe('a leak in bursts', () => {
  const bursts = (every: number, size: number, phase: number): Course => ({
    name: `${size} in every ${every}th iteration`,
    born: (at) => (at % every === phase ? Array<number>(size).fill(Infinity) : []),
    truth: () => 'leak',
  });

  for (const [iterationMs, apart] of [
    [0.05, [100, 500, 700]],
    [0.5, [100, 300, 500]],
    [4, [50, 100, 200]],
  ] as const) {
    it(`leaks if bursts are up to ${apart.at(-1)} iterations of ${iterationMs} ms apart`, async () => {
      for (const every of apart)
        for (const phase of [0, Math.floor(every / 2), every - 1]) {
          const course = bursts(every, Math.ceil(every / 20), phase);
          const holders = [{ className: 'Kept', holder: 'kept', course }];
          const { verdict } = await checkCourse({ holders, iterationMs });
          expect(verdict, `${course.name}, from iteration ${phase} on`).to.equal('leak');
        }
    });
  }
});

describe('a leak in bursts that are far apart, with slow iterations', () => {
  const kept: Course = {
    ...each,
    born: (at) => (at % 500 === 300 ? Array<number>(25).fill(Infinity) : []),
  };
  const verdictOf = async (...courses: Course[]) => {
    const holders = courses.map((course, at) => ({ className: `Class${at}`, holder: `h${at}`, course }));
    return (await checkCourse({ holders, iterationMs: 4 })).verdict;
  };

  it('leaks if one of the first cycles has a burst: the check waits for another one', async () => {
    expect(await verdictOf(kept)).to.equal('leak');
  });

  it('leaks if none falls into the first cycles, but another class is suspected', async () => {
    const late: Course = { ...kept, born: (at) => kept.born(at + 301) };
    const pending: Course = { ...each, born: (at) => [(Math.floor(at / 500) + 1) * 500] };
    expect(await verdictOf(late, pending)).to.equal('leak');
    expect(await verdictOf(pending)).to.equal('clean');
  });

  it('is clean if the burst does not come again', async () => {
    const once: Course = { ...each, born: (at) => (at === 300 ? Array<number>(25).fill(Infinity) : []) };
    expect(await verdictOf(once)).to.equal('clean');
  });
});

describe('a sensitivity', () => {
  for (const sensitivity of [5, 20, 100, 300]) {
    const verdictOf = async (course: Course, iterationMs: number): Promise<string> => {
      const holders = [{ className: 'Session', holder: 'sessions', course }];
      return (await checkCourse({ holders, iterationMs }, { sensitivity })).verdict;
    };

    it(`of one in ${sensitivity} detects a leak of that rate, and none in caches and rings`, async () => {
      const leak: Course = { ...each, born: (at) => (at % sensitivity === 0 ? [Infinity] : []) };
      for (const iterationMs of [0.05, 2]) {
        expect(await verdictOf(leak, iterationMs), `${iterationMs} ms`).to.equal('leak');
        expect(await verdictOf(upTo(500), iterationMs), `cache, ${iterationMs} ms`).to.equal('clean');
        const rings = new Random(sensitivity);
        expect(await verdictOf(ring(rings), iterationMs), `ring, ${iterationMs} ms`).to.not.equal('leak');
      }
    });
  }
});
