import type { RunEffort } from '../../isolates/agent/index.js';
import { decidingIterations } from '../judge/unowned-memory.js';
import type { IterationRunner } from './iteration-runner.js';
import type { SurvivorHistory } from './survivor-history.js';
import type { Subject } from './subject.js';

/**
 * Runs iterations that decide whether memory without an owner grows, without a snapshot between: snapshots leave memory
 * behind in the allocator, and iterations that leak do so without them, too.
 *
 * @returns the run; `null` if there was nothing to decide
 */
export async function runToDecideMemory<Heap>(
  history: SurvivorHistory<Heap>,
  subject: Subject<Heap>,
  runner: IterationRunner,
  onStep: (step: string) => void,
): Promise<RunEffort | null> {
  const count = decidingIterations(history);
  if (count === 0) return null;
  onStep(`up to ${count} more iterations`);
  const before = await subject.memory();
  const effort = await runner.iterateToDecide(count);
  const after = await subject.memory();
  if (before !== null && after !== null) history.memoryRun = { iterations: effort.done, before, after };
  return effort;
}
