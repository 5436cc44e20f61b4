import { leakTest } from 'heapwitness/vitest';
import { SessionCache } from '../src/session-cache.js';

const limited = new SessionCache(50);
const unlimited = new SessionCache(Infinity);

leakTest('a cache with a limit stays small', ({ index }) => {
  limited.open(`user-${index}`);
});

// This test fails: the cache has no limit.
leakTest('a cache without a limit grows', ({ index }) => {
  unlimited.open(`user-${index}`);
});
