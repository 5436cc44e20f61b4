import { type Births, olderHeld } from '../../heap/diff/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { sum } from '../judge/growth-rule.js';
import type { HeldGroup } from './heap-history.js';
import { holdersOf, membersOf } from './holder-growth.js';
import type { NotedGroup } from './seen-members.js';

/** Identifies a holder at every look. */
export function holderKey(heap: HeapGraph, holder: NodeOrdinal): string {
  return String(heap.id(holder));
}

/** Returns the ids of a group's members. */
export function idsOf(heap: HeapGraph, group: HeldGroup): number[] {
  return membersOf(group).map((node) => heap.id(node));
}

/**
 * Returns what is to be remembered of all groups of one class of the last heap: their members, and how many each holder
 * has.
 */
export function noteGroups(
  heap: HeapGraph,
  births: Births,
  groups: readonly [HeldGroup, ...HeldGroup[]],
  growing: ReadonlySet<HeldGroup>,
): NotedGroup[] {
  const [{ kind, className: name }] = groups;
  const all = groups.flatMap((group) => holdersOf(group).map(({ holder }) => holder));
  // One pass over the heap for all groups.
  const older = olderHeld(heap, births, { kind, name }, all);
  const olderByClass = new Map<string, number>();
  for (const [holder, count] of older) {
    const key = classOf(heap, holder);
    olderByClass.set(key, (olderByClass.get(key) ?? 0) + count);
  }
  return groups.map((group) => {
    const held = holdersOf(group);
    const classes = new Set(held.map(({ holder }) => classOf(heap, holder)));
    const holders = held.map(({ holder, members }): [string, number] => [
      holderKey(heap, holder),
      members.length + (older.get(holder) ?? 0),
    ]);
    return {
      fingerprint: group.fingerprint,
      ids: idsOf(heap, group),
      older: sum([...classes].map((one) => olderByClass.get(one) ?? 0)),
      grows: growing.has(group),
      holders: new Map(holders),
    };
  });
}

function classOf(heap: HeapGraph, node: NodeOrdinal): string {
  return `${heap.type(node)} ${heap.name(node)}`;
}
