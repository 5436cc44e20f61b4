import { getHeapSnapshot } from 'node:v8';
import type { SnapshotBytes } from './capture.js';

/** The heap of the isolate it is called in. V8 collects before, and stops this isolate meanwhile. */
export function captureSelf(): SnapshotBytes {
  return getHeapSnapshot() as SnapshotBytes;
}
