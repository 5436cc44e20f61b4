export { attach, workers } from './attach.js';
export type { AttachedWorker } from './attached-worker.js';
export type { IgnoredIsolate, IsolateRule } from './isolate-rules.js';
export {
  type OtherHeap,
  type IsolateMemory,
  type OtherHeaps,
  Program,
  type VisitedIsolate,
} from './program.js';
