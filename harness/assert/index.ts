export { assertNoLeaks } from './assert-no-leaks.js';
export { inconclusiveError } from './inconclusive-error.js';
