import { NONE } from '../graph/none.js';
import { nodeOrdinal, type NodeOrdinal } from '../core/units.js';
import { type Paths, UNREACHED } from './search.js';
import type { WitnessHeap } from './witness-heap.js';

/** A suspect that hangs on no other suspect, with those that hang on it. */
export interface Family {
  readonly head: NodeOrdinal;
  /** In the order in which they were given; without the head. */
  readonly followers: readonly NodeOrdinal[];
}

/**
 * Sorts suspects by the first suspect on their preferred path, the head: what hangs on it goes when it goes.
 * Suspects that nothing holds are left out.
 *
 * @param heads see {@link headsByNode}
 */
export function familiesOf(
  { paths }: WitnessHeap,
  heads: Uint32Array,
  suspects: readonly NodeOrdinal[],
): Family[] {
  const families = new Map<number, NodeOrdinal[]>();
  for (const suspect of new Set(suspects)) {
    if (paths.level[suspect] === UNREACHED) continue;
    const head = heads[suspect] ?? NONE;
    const followers = families.get(head) ?? [];
    if (suspect !== head) followers.push(suspect);
    families.set(head, followers);
  }
  return Array.from(families, ([head, followers]) => ({ head: nodeOrdinal(head), followers }));
}

/** The first suspect on the preferred path of each node; `NONE` where no suspect is on it. */
export function headsByNode(
  { level, previous, reached }: Pick<Paths, 'level' | 'previous' | 'reached'>,
  suspects: readonly NodeOrdinal[],
): Uint32Array {
  const isSuspect = new Set<number>(suspects);
  const heads = new Uint32Array(level.length).fill(NONE);
  for (const node of reached) {
    // `reached` has nodes of this heap, each behind its previous one.
    const above = previous[node]!;
    const head = above === NONE ? NONE : heads[above]!;
    heads[node] = head === NONE && isSuspect.has(node) ? node : head;
  }
  return heads;
}
