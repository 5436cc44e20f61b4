import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import { WorkerError } from '../../isolates/connection/index.js';
import type { Subject } from './subject.js';

/** Where what survives was allocated; `null` where the worker has no answer any more, for example a full heap. */
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
