import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { type FoundWitness, type Inspector, witnessesOf } from '../../retention/index.js';
import { furtherHolders } from './further-holders.js';

export interface GrownWitnessOptions {
  readonly inspectors: readonly Inspector[];
  readonly holders: number | null;
  readonly isOld: (node: NodeOrdinal) => boolean;
}

/** Finds what retains a value that has grown, or was replaced by a larger one; undefined if nothing does. */
export function grownWitness(
  heap: HeapGraph,
  node: NodeOrdinal,
  { inspectors, holders, isOld }: GrownWitnessOptions,
): FoundWitness | undefined {
  const [witness] = witnessesOf(heap, [node], {
    inspectors,
    maximumHolders: furtherHolders(holders, heap.nodeCount),
    // The value that it replaces is old, and so is its holder.
    isOld: (one) => one === node || isOld(one),
  });
  return witness;
}
