import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import type { FirstCut } from '../search/holders.js';
import { UNREACHED } from '../search/search-paths.js';
import type { VerifiedCut } from '../types.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** What is cut, written as code. */
export interface CutWords {
  readonly text: string;
  /** How it is cut; see `cutKeyOf()`. */
  readonly key: string;
}

/**
 * Finds the objects that the first cut frees: those that a new search no longer reaches. `null` if the reference of the
 * trace was not among those that were cut.
 */
export function verifiedCutOf(
  { facts, paths }: WitnessHeap,
  { nodes, references, paths: after }: FirstCut,
  members: readonly NodeOrdinal[],
  { text, key }: CutWords,
): VerifiedCut | null {
  const named = references.get(key);
  if (named === undefined) return null;
  const { nodeCount, nodeShallowBytes } = facts.heap.columns;
  let freedBytes = 0;
  for (let node = 0; node < nodeCount; node++) {
    // `node` is below the common length of the columns.
    if (paths.level[node] !== UNREACHED && after.level[node] === UNREACHED && !nodes.has(nodeOrdinal(node)))
      freedBytes += nodeShallowBytes[node]!;
  }
  return {
    text,
    references: named,
    others: [...references.values()].reduce((sum, count) => sum + count, 0) - named,
    freed: members.filter((member) => after.level[member] === UNREACHED).length,
    freedBytes,
  };
}
