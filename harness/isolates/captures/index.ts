export { captureBackends, type CaptureBackendReport } from './capture-backends.js';
export { ownHeap } from './own-heap.js';
