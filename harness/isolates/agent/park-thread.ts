import { getHeapStatistics } from 'node:v8';
import { resourceLimits } from 'node:worker_threads';
import { reachGc } from './collect-garbage.js';
import { findLineEnds } from './line-ends.js';
import type { HeapRoom } from './protocol.js';

/**
 * Maximum share of its limit at which a heap is captured. A capture collects several times, and V8 terminates a worker
 * whose old generation stays above 80 % through several collections in a row; termination during a capture also ends
 * the process.
 */
const FULLEST = 0.8;

/**
 * Blocks this thread until the host wakes it, so that it can neither run nor end while its heap is captured: a worker
 * that dies between capture and drain takes its process with it. `announce` is called with the state of the heap right
 * before the thread blocks.
 */
export function park({ cell }: { cell: SharedArrayBuffer }, announce: (room: HeapRoom) => void): void {
  if (!room().tooFull) findLineEnds();
  announce(room());
  Atomics.wait(new Int32Array(cell), 0, 0);
}

/** Returns how full the heap is; collects first if it looks too full, because much of it may be garbage. */
function room(): HeapRoom {
  const limitBytes = oldGenerationLimit();
  const isTight = (): boolean => getHeapStatistics().used_heap_size >= limitBytes * FULLEST;
  if (isTight()) collect();
  return { usedBytes: getHeapStatistics().used_heap_size, limitBytes, tooFull: isTight() };
}

/**
 * Returns the limit of the old generation. V8's own `heap_size_limit` includes the young generation, which contains
 * none of the objects that survive a capture's collection.
 */
function oldGenerationLimit(): number {
  const { maxOldGenerationSizeMb = 0 } = resourceLimits;
  return maxOldGenerationSizeMb > 0 ? maxOldGenerationSizeMb * 2 ** 20 : getHeapStatistics().heap_size_limit;
}

function collect(): void {
  try {
    void reachGc().gc();
  } catch {
    // Without a collection, the heap stays as full as it looks.
  }
}
