export { assertNoLeaks, failUnlessClean } from './assert-no-leaks.js';
export { awaited, awaitedIn, failIfUnawaited, type MatcherCall } from './awaited.js';
export { type Collectability, collectabilityOf } from './collectability.js';
export { holderText } from './holder-text.js';
export { inconclusiveError } from './inconclusive-error.js';
