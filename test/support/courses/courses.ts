import type { Random } from './random.js';

/** Whether a course of growth leaves something behind for good, by its own formula. */
export type Truth = 'leak' | 'clean';

/** How objects of one class come and go under one holder. */
export interface Course {
  readonly name: string;
  /** Objects born in an iteration, and the iteration in which each of them dies; `Infinity` for never. */
  readonly born: (iteration: number) => readonly number[];
  /** The iterations in which the objects die that were there before the run. */
  readonly before?: readonly number[];
  /** Whether chance decides what comes and goes, so that a few answers may be wrong. */
  readonly isRandom?: true;
  /** What is true after so many iterations; `null` where that many cannot tell. */
  readonly truth: (iterations: number) => Truth | null;
}

/** Every object stays: `count` in each iteration, or one in `every` iterations. */
function constant(random: Random): Course {
  const every = random.pick([1, 1, 2, 5, 10, 25, 50]);
  const count = every === 1 ? random.pick([1, 2, 5]) : 1;
  return {
    name: `${count} in every ${every} iterations`,
    born: (at) => (at % every === 0 ? Array<number>(count).fill(Infinity) : []),
    truth: () => 'leak',
  };
}

/** One object stays at random, once in 10, 25 or 50 iterations. */
function atRandom(random: Random): Course {
  return atRandomIn(random.pick([10, 25, 50]), random);
}

/** One object stays at random, once in so many iterations. */
function atRandomIn(oneIn: number, random: Random): Course {
  return {
    name: `one in ${oneIn} iterations at random`,
    isRandom: true,
    born: () => (random.chance(1 / oneIn) ? [Infinity] : []),
    truth: () => 'leak',
  };
}

/** A queue whose consumer is too slow: the oldest go, but more come than go. */
function backlog(random: Random): Course {
  const left = random.pick([0.1, 0.2, 0.5, 0.9]);
  return {
    name: `a queue that grows by ${left} in each iteration`,
    born: (at) => [Math.ceil((at + 1) / (1 - left))],
    truth: () => 'leak',
  };
}

/** A cache that fills, one entry in each iteration, and is full then. */
function cache(random: Random): Course {
  const bound = random.upTo(9000);
  return {
    name: `a cache of ${bound}`,
    born: (at) => (at < bound ? [Infinity] : []),
    // Full before the last cycles begin: else it cannot be told from a leak.
    truth: (iterations) => (bound < iterations * 0.75 ? 'clean' : null),
  };
}

/** The newest so many stay. */
function ring(random: Random): Course {
  const size = random.upTo(3000);
  return {
    name: `a ring of ${size}`,
    born: (at) => [at + size],
    truth: (iterations) => (size < iterations / 2 ? 'clean' : null),
  };
}

/**
 * A queue in a circular buffer whose slots are not cleared when they are read, and which doubles when it is full. Two come
 * in each iteration and one goes, so each stays until its slot is written again, or until the buffer doubles.
 */
export const doublingRing: Course = {
  name: 'a circular buffer that doubles',
  born: (at) => {
    const dies = at + 2 * 2 ** Math.floor(Math.log2(Math.max(1, at)));
    return [dies, dies];
  },
  truth: () => 'leak',
};

/** All go at once, each time that so many have come. */
function sawtooth(random: Random): Course {
  const teeth = random.upTo(2500);
  return {
    name: `a sawtooth of ${teeth}`,
    born: (at) => [(Math.floor(at / teeth) + 1) * teeth],
    truth: (iterations) => (teeth < iterations / 2 ? 'clean' : null),
  };
}

/** Each lives for its own time, up to so many iterations. */
function timeToLive(random: Random): Course {
  const longest = random.upTo(800);
  return {
    name: `a time to live of up to ${longest} iterations`,
    isRandom: true,
    born: (at) => [at + 1 + Math.floor(random.next() * longest)],
    truth: (iterations) => (longest < iterations / 2 ? 'clean' : null),
  };
}

/** Many come at once and stay, such as a module that is loaded late. */
function burst(random: Random): Course {
  const [when, size] = [random.upTo(3000), random.upTo(400)];
  return {
    name: `${size} at once in iteration ${when}`,
    born: (at) => (at === when ? Array<number>(size).fill(Infinity) : []),
    truth: () => 'clean',
  };
}

/** A few come one by one, at iterations that lie farther and farther apart. */
function lateInitialisation(random: Random): Course {
  const first = random.upTo(60) + 10;
  return {
    name: `one in iteration ${first}, and whenever twice as many are done`,
    born: (at) => (Number.isInteger(Math.log2(at / first)) ? [Infinity] : []),
    // Until caches are assumed to be full, several of them cannot be told from a slow leak.
    truth: (iterations) => (iterations < 2300 ? null : 'clean'),
  };
}

/** A sample of all so far, in which each newcomer replaces another one at random, or none. */
function reservoir(random: Random): Course {
  const size = random.upTo(2000);
  return {
    name: `a sample of ${size}`,
    isRandom: true,
    born: (at) => {
      const count = at + 1;
      return count > size && !random.chance(size / count)
        ? []
        : [Math.max(count, size) / Math.max(1e-9, random.next())];
    },
    truth: (iterations) => (size < iterations / 8 ? 'clean' : null),
  };
}

/** A full series loses every other point, and from then on takes every other one. */
function decimated(random: Random): Course {
  return seriesOf(2 * random.upTo(250));
}

/** Such a series, of an even number of points at most. */
function seriesOf(size: number): Course {
  return {
    name: `a series of ${size} that is thinned out`,
    born: (at) => {
      const step = 2 ** Math.max(0, Math.ceil(Math.log2((at + 1) / size)));
      if (at % step !== 0) return [];
      const powers = at === 0 ? Infinity : Math.log2(at & -at);
      return [size * 2 ** powers];
    },
    truth: (iterations) => {
      // Where it was last thinned out before the second half of the run, it grew all through that.
      const last = size * 2 ** Math.floor(Math.log2(iterations / size));
      return size < iterations / 32 && last > iterations * 0.55 ? 'clean' : null;
    },
  };
}

/** A cache that, once it is full, drops an entry at random for each new one. */
function randomEviction(random: Random): Course {
  const size = random.upTo(6000);
  return {
    name: `a cache of ${size} that evicts at random`,
    isRandom: true,
    born: (at) => [Math.max(at, size) - size * Math.log(Math.max(1e-9, random.next()))],
    truth: (iterations) => (size < iterations / 8 ? 'clean' : null),
  };
}

/** Writes to a table that are drawn in advance; it is not written afterwards. */
const DRAWN = 20_000;

/** A table that was full before the run: each write replaces an entry, a few of them most often. */
function fixedTable(random: Random): Course {
  const size = random.upTo(2500);
  const [hot, every] = [random.pick([0, 10, 200]), random.pick([1, 1, 10])];
  const slots = Uint16Array.from({ length: DRAWN }, () => {
    const isHot = hot > 0 && random.chance(0.9);
    return random.upTo(isHot ? Math.min(hot, size) : size) - 1;
  });
  // Where each slot is written next, from the last write backwards.
  const next = new Float64Array(size).fill(Infinity);
  const dies = new Float64Array(DRAWN);
  for (let write = DRAWN - 1; write >= 0; write--) {
    const slot = slots[write] ?? 0;
    dies[write] = next[slot] ?? Infinity;
    next[slot] = write * every;
  }
  return {
    name: `a full table of ${size}, written in one of ${every} iterations, mostly at ${hot}`,
    isRandom: true,
    before: [...next],
    born: (at) => (at % every === 0 && at / every < DRAWN ? [dies[at / every] ?? Infinity] : []),
    truth: () => 'clean',
  };
}

const HEALTHY = [
  cache,
  ring,
  sawtooth,
  timeToLive,
  burst,
  lateInitialisation,
  reservoir,
  decimated,
  randomEviction,
  fixedTable,
] as const;

const COURSES = [constant, atRandom, backlog, ...HEALTHY] as const;

/** A course of any of these kinds. */
export function anyCourse(random: Random): Course {
  return random.pick(COURSES)(random);
}

/** A course that leaves nothing behind. */
export function healthyCourse(random: Random): Course {
  return random.pick(HEALTHY)(random);
}

/** A course that leaks whose objects stay: what is allowed, ignored or known is of this kind. */
export function leakingCourse(random: Random): Course {
  return random.pick([constant, atRandom])(random);
}

export {
  atRandom,
  atRandomIn,
  cache,
  constant,
  decimated,
  fixedTable,
  randomEviction,
  reservoir,
  ring,
  sawtooth,
  seriesOf,
};

/** One object is left behind in each iteration. */
export const each: Course = { name: 'one in each', born: () => [Infinity], truth: () => 'leak' };
/** A cache that fills up. */
export const upTo = (bound: number): Course => ({
  name: `the first ${bound}`,
  born: (at) => (at < bound ? [Infinity] : []),
  truth: () => 'clean',
});
