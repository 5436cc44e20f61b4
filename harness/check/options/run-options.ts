import { moduleName } from '../../retention/index.js';
import type { Inspector } from '../../retention/index.js';
import type { Policy } from './policy.js';
import type { ResolvedOptions } from './resolved-options.js';
import type { SnapshotHistoryOptions } from '../run/snapshot-history.js';
import type { HeapHistory } from '../run/heap-history.js';

/** The limits of a run, its policy, and how it keeps the history of the heap. */
export interface RunCheckOptions<Heap> {
  readonly deadline: number;
  readonly onStep: (step: string) => void;
  readonly policy: Policy;
  /** Creates the history of a heap from its first snapshot. */
  readonly historyOf: (first: Heap, iterations: number) => HeapHistory<Heap>;
  /** @defaultValue a real delay */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Creates the history of a heap, or of the heaps of a program, from the first snapshot. */
type NewHistory<Heap> = new (
  first: Heap,
  iterations: number,
  options: SnapshotHistoryOptions,
) => HeapHistory<Heap>;

/**
 * Returns the options of a run: its limits, its policy, and how it keeps the history of the heap. Today's date is read
 * here, once for the whole check.
 *
 * @param scenario URL of its module, or the name of its function
 */
export function runOptions<Heap>(
  scenario: string,
  options: ResolvedOptions,
  inspectors: readonly Inspector[],
  History: NewHistory<Heap>,
  limits: Pick<RunCheckOptions<Heap>, 'deadline' | 'onStep'>,
): RunCheckOptions<Heap> {
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
    historyOf: (first, iterations) => new History(first, iterations, { inspectors, holders }),
  };
}
