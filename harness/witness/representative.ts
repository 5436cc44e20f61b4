import type { NodeOrdinal } from '../core/units.js';
import type { Family } from './families.js';
import type { WitnessHeap } from './witness-heap.js';

/** Followers beyond this many are not looked at: a long chain repeats itself. */
const LOOKED_AT = 200;
/** References below the head. */
const DEEPEST = 12;

/**
 * The member of a family that says most to a person: the head when it is of a class or function of the user's, else
 * the nearest of that sort that hangs on it (the callback of a timer, the object that it is bound to), else the head.
 */
export function representativeOf(heap: WitnessHeap, { head, followers }: Family): NodeOrdinal {
  if (rankOf(heap, head) === 0) return head;
  let best = { node: head, rank: rankOf(heap, head), depth: 0 };
  for (const node of followers.slice(0, LOOKED_AT)) {
    const rank = rankOf(heap, node);
    if (rank > best.rank) continue;
    const depth = depthBelow(heap, head, node);
    if (depth > DEEPEST || (rank === best.rank && depth >= best.depth)) continue;
    best = { node, rank, depth };
  }
  return best.node;
}

/** 0 a class of the user's, 1 a named function, 2 a function without a name, 3 anything else. */
function rankOf({ facts }: WitnessHeap, node: NodeOrdinal): number {
  if (facts.origin(node) !== 'user') return 3;
  if (facts.heap.type(node) === 'object') return facts.isContext(node) ? 3 : 0;
  if (facts.heap.type(node) !== 'closure') return 3;
  return facts.heap.name(node) === '' ? 2 : 1;
}

function depthBelow({ paths }: WitnessHeap, head: NodeOrdinal, node: NodeOrdinal): number {
  let depth = 0;
  for (let at: number | undefined = node; at !== undefined && at !== head; at = paths.previous[at]) {
    if (++depth > DEEPEST) break;
  }
  return depth;
}
