import type { HeapGraph } from '../../heap/graph/index.js';
import { moduleName } from '../../retention/index.js';
import type { Inspector } from '../../retention/index.js';
import type { ResolvedOptions } from './resolved-options.js';
import type { RunCheckOptions } from '../run/run-check.js';
import { SnapshotHistory } from '../run/snapshot-history.js';

/**
 * Returns the options of a run: its limits, its policy, and how it keeps the history of the heap. Today's date is read
 * here, once for the whole check.
 *
 * @param scenario URL of its module, or the name of its function
 */
export function runOptions(
  scenario: string,
  options: ResolvedOptions,
  inspectors: readonly Inspector[],
  limits: Pick<RunCheckOptions<HeapGraph>, 'deadline' | 'onStep'>,
): RunCheckOptions<HeapGraph> {
  const { holders, allowGrowth, ignore, knownLeaks, sensitivity } = options;
  return {
    ...limits,
    policy: {
      allowGrowth,
      ignore,
      knownLeaks,
      sensitivity,
      scenario: moduleName(scenario),
      today: new Date(),
    },
    historyOf: (first, iterations) => new SnapshotHistory(first, iterations, { inspectors, holders }),
  };
}
