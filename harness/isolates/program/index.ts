export { type OtherHeap, type OtherHeaps, ProgramThreads, type VisitedIsolate } from './program-threads.js';
