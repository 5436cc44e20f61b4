export { type PoolThread, startPoolThread, VALUE_CLASS } from './pool.js';
export type { RequestKind, SlotOutcome } from './pool-thread.js';
