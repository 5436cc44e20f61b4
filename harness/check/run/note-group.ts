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

/** Returns what is to be remembered of a group of the last heap: its members, and their numbers by holder. */
export function noteGroup(heap: HeapGraph, births: Births, group: HeldGroup, grows: boolean): NotedGroup {
  const { fingerprint, kind, className: name } = group;
  const held = holdersOf(group);
  const classes = held.map(({ holder }) => holder);
  const older = olderHeld(heap, births, { kind, name }, classes);
  const holders = held.map(({ holder, members }): [string, number] => [
    holderKey(heap, holder),
    members.length + (older.get(holder) ?? 0),
  ]);
  return {
    fingerprint,
    ids: idsOf(heap, group),
    older: sum([...older.values()]),
    grows,
    holders: new Map(holders),
  };
}
