export { type LeakTest, type LeakTestBody, leakTestOf, type LeakTestOptions } from './leak-test.js';
export { type MatcherResult, matchers } from './matchers.js';
