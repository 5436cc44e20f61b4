import { getHeapStatistics } from 'node:v8';
import type { HeapRoom } from './protocol.js';

/**
 * Blocks this thread until the host wakes it, so that it can neither run nor end while its heap is captured: a worker
 * that dies between capture and drain takes its process with it. `announce` is told how full the heap is, right
 * before the thread blocks.
 */
export function park({ cell }: { cell: SharedArrayBuffer }, announce: (room: HeapRoom) => void): void {
  const { used_heap_size: usedBytes, heap_size_limit: limitBytes } = getHeapStatistics();
  announce({ usedBytes, limitBytes });
  Atomics.wait(new Int32Array(cell), 0, 0);
}
