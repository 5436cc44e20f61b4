import { WorkerError } from '../../isolates/connection/index.js';
import type { Assessment } from '../judge/growth-assessment.js';
import type { Subject } from './subject.js';
import type { SurvivorHistory } from './survivor-history.js';

/**
 * Adds to the history which calls allocated what grows, and which opened files. Nothing is added if the worker fails, for
 * example because its heap is full.
 *
 * @returns whether anything was added
 */
export async function noteAllocations<Heap>(
  subject: Pick<Subject<Heap>, 'survivingAllocations' | 'openedFiles'>,
  history: SurvivorHistory<Heap>,
  { growing, counters }: Assessment,
): Promise<boolean> {
  if (growing.length + counters.length === 0) return false;
  try {
    if (growing.length > 0) history.heap.noteAllocations(await subject.survivingAllocations());
    if (counters.length > 0) history.opened = await subject.openedFiles();
    return true;
  } catch (error) {
    if (error instanceof WorkerError) return false;
    throw error;
  }
}
