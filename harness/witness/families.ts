import { NONE } from '../graph/none.js';
import { nodeOrdinal, type NodeOrdinal } from '../core/units.js';
import { UNREACHED } from './search.js';
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
 */
export function familiesOf({ paths }: WitnessHeap, suspects: readonly NodeOrdinal[]): Family[] {
  const isSuspect = new Set<number>(suspects);
  const heads = new Map<number, number>();
  const headOf = (node: NodeOrdinal): number => {
    // Climbs until the answer is known, then writes it down for the whole climb.
    const climbed: number[] = [];
    let at: number = node;
    while (at !== NONE && !heads.has(at)) {
      climbed.push(at);
      at = paths.previous[at] ?? NONE;
    }
    let head = at === NONE ? NONE : (heads.get(at) ?? NONE);
    for (const below of climbed.toReversed()) {
      if (head === NONE && isSuspect.has(below)) head = below;
      heads.set(below, head);
    }
    return head;
  };
  const families = new Map<number, NodeOrdinal[]>();
  for (const suspect of new Set(suspects)) {
    if (paths.level[suspect] === UNREACHED) continue;
    const head = headOf(suspect);
    const followers = families.get(head) ?? [];
    if (suspect !== head) followers.push(suspect);
    families.set(head, followers);
  }
  return Array.from(families, ([head, followers]) => ({ head: nodeOrdinal(head), followers }));
}
