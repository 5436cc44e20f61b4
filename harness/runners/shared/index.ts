export { type LeakTestBody, type LeakTestOptions } from './leak-test.js';
export { type MatcherResult, matchers } from './matchers.js';
export { type LeakTestPerRow, perRow, registering, type RegisterLeakTest } from './register.js';
