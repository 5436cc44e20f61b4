import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import { WorkerError } from '../../isolates/connection/index.js';
import type { Subject } from './subject.js';

/** Returns where survivors were allocated; `null` if the worker fails, for example because its heap is full. */
export async function sampledAllocations(
  subject: Pick<Subject, 'survivingAllocations'>,
): Promise<readonly SurvivingAllocations[] | null> {
  try {
    return await subject.survivingAllocations();
  } catch (error) {
    if (error instanceof WorkerError) return null;
    throw error;
  }
}
