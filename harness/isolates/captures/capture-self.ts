import { getHeapSnapshot } from 'node:v8';
import { findLineEndsAmongOthers } from '../agent/line-ends.js';
import { type ByteSink, drainWhileWritten } from './drain-while-written.js';

/**
 * Passes the heap of the current isolate to `sink` while V8 writes it. V8 collects first, and blocks this isolate
 * meanwhile.
 */
export function captureSelf(sink: ByteSink): Promise<void> {
  findLineEndsAmongOthers();
  return drainWhileWritten(getHeapSnapshot(), sink);
}
