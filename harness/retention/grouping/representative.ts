import type { NodeOrdinal } from '../../core/units.js';
import type { Family } from './family.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** Maximum number of references below the head that are followed. */
const DEEPEST = 12;

/** How informative a node is for users; lower is more informative. */
export const RANK = { ownClass: 0, namedFunction: 1, function: 2, other: 3 } as const;

/**
 * Returns the most informative member of a family: the head if it is of a class or function of the user, otherwise the
 * nearest such node that it retains (the callback of a timer, the object that it is bound to), otherwise the head.
 *
 * @param subject the node by which users know the head
 */
export function representativeOf(
  heap: WitnessHeap,
  { head, followers }: Family,
  subject: NodeOrdinal,
): NodeOrdinal {
  let best = candidate(heap, subject, 0);
  if (best.rank === RANK.ownClass) return subject;
  // What a wrapped function uses is below that function; the owner of a handle is beside the handle.
  const from = heap.facts.heap.type(subject) === 'closure' ? subject : head;
  for (const node of followers) {
    const rank = rankOf(heap, node);
    // Nodes below an unusual reference (a prototype, the stack of an error) say nothing about the leak.
    if (rank > best.rank || rank === RANK.other || heap.paths.level[node] !== heap.paths.level[from])
      continue;
    const next = candidate(heap, node, depthBelow(heap, from, node));
    if (next.depth <= DEEPEST && isBetter(next, best)) best = next;
  }
  return best.node;
}

interface Candidate {
  readonly node: NodeOrdinal;
  readonly rank: number;
  readonly depth: number;
  readonly name: string;
}

function candidate(heap: WitnessHeap, node: NodeOrdinal, depth: number): Candidate {
  return { node, rank: rankOf(heap, node), depth, name: heap.facts.heap.name(node) };
}

/** Compares candidates, finally by name, because the order of nodes in a snapshot differs from run to run. */
function isBetter(a: Candidate, b: Candidate): boolean {
  return (
    a.rank - b.rank < 0 ||
    (a.rank === b.rank && (a.depth < b.depth || (a.depth === b.depth && a.name < b.name)))
  );
}

/** See {@link RANK}. */
export function rankOf({ facts }: WitnessHeap, node: NodeOrdinal): number {
  if (facts.origin(node) !== 'user') return RANK.other;
  if (facts.heap.type(node) === 'object') return facts.isContext(node) ? RANK.other : RANK.ownClass;
  if (facts.heap.type(node) !== 'closure') return RANK.other;
  return facts.heap.name(node) === '' ? RANK.function : RANK.namedFunction;
}

/** Returns the number of references between two nodes of a path; more than {@link DEEPEST} if there are more, or none. */
function depthBelow({ paths }: WitnessHeap, from: NodeOrdinal, node: NodeOrdinal): number {
  let at: number | undefined = node;
  for (let depth = 0; depth <= DEEPEST && at !== undefined; depth++) {
    if (at === from) return depth;
    at = paths.previous[at];
  }
  return DEEPEST + 1;
}
