import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import type { FirstCut } from '../search/holders.js';
import { UNREACHED } from '../search/search-paths.js';
import type { VerifiedCut } from '../types.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** The reference to cut, and the collection that is emptied by the cut, written as code. */
export interface CutWords {
  readonly reference: string;
  /** `null` if it is not a collection, or if there is no expression for it. */
  readonly collection: string | null;
}

/** Finds the objects that one cut frees: those that a new search no longer reaches. */
export function verifiedCutOf(
  { facts, paths }: WitnessHeap,
  { nodes, references, paths: after }: FirstCut,
  members: readonly NodeOrdinal[],
  { reference, collection }: CutWords,
): VerifiedCut {
  const { nodeCount, nodeShallowBytes } = facts.heap.columns;
  let freedBytes = 0;
  for (let node = 0; node < nodeCount; node++) {
    // `node` is below the common length of the columns.
    if (paths.level[node] !== UNREACHED && after.level[node] === UNREACHED && !nodes.has(nodeOrdinal(node)))
      freedBytes += nodeShallowBytes[node]!;
  }
  return {
    text:
      nodes.size + references === 1 && collection !== null ? collection : reference.replace(/ \[\d+\]$/, ''),
    references: nodes.size + references,
    freed: members.filter((member) => after.level[member] === UNREACHED).length,
    freedBytes,
  };
}
