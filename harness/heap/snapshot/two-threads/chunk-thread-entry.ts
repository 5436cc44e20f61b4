import { ChunkQueue, type ChunkJob } from './chunk-queue.js';
import { loadRowKernel } from '../kernel/row-kernel.js';

const kernel = loadRowKernel();

/** Runs the second thread's part of {@link ChunkThreads}: takes pieces of a section. */
export function work(job: ChunkJob): void {
  if (!kernel) return;
  const queue = new ChunkQueue(job);
  while (queue.step(kernel));
}
