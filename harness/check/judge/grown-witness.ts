import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { type FoundWitness, type Inspector, witnessesOf } from '../../retention/index.js';
import { furtherHolders } from './further-holders.js';

export interface GrownWitnessOptions {
  readonly inspectors: readonly Inspector[];
  readonly holders: number | null;
  readonly isOld: (node: NodeOrdinal) => boolean;
}

/** Finds what retains values that have grown, or were replaced by larger ones; undefined if nothing does. */
export function grownWitness(
  heap: HeapGraph,
  nodes: readonly NodeOrdinal[],
  { inspectors, holders, isOld }: GrownWitnessOptions,
): FoundWitness | undefined {
  const grown = new Set(nodes);
  const [witness] = witnessesOf(heap, nodes, {
    inspectors,
    maximumHolders: furtherHolders(holders, heap.nodeCount),
    // The value that it replaces is old, and so is its holder.
    isOld: (one) => grown.has(one) || isOld(one),
  });
  return witness;
}
