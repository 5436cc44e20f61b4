import type { NodeOrdinal } from '../../core/units.js';
import { groupBy } from '../../core/group-by.js';
import type { Structure } from './structures.js';

/** A group with at most one path into it per this many members is retained by its own members, not one by one. */
const MEMBERS_PER_WAY_IN = 4;

/**
 * Determines which families are reported with another group because their members and that group's retain each other:
 * if one end of such a structure is released, the other end still retains all of it. Of the groups that a structure
 * spans, the one with most paths into it is reported; of equal ones, the one that the search reached first. Objects
 * that refer to each other but are retained one by one, such as the sessions of one list and the requests of another,
 * stay separate.
 *
 * @param signatures signatures of the families' groups, by head
 * @returns signatures of other groups, by the heads of the families that are reported with them
 */
export function joinStructures(
  structures: readonly Structure[],
  signatures: ReadonlyMap<NodeOrdinal, string>,
): Map<NodeOrdinal, string> {
  const joined = new Map<NodeOrdinal, string>();
  const groupOf = (head: NodeOrdinal): string => joined.get(head) ?? signatures.get(head) ?? '';
  for (const { heads, members } of structures) {
    const groups = groupBy(heads, groupOf);
    // Sorting is stable, and the heads come in the order in which they were reached.
    const [leader = ''] = [...groups].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    for (const [group, waysIn] of groups) {
      if (group === leader || members < MEMBERS_PER_WAY_IN * waysIn.length) continue;
      for (const head of waysIn) joined.set(head, leader);
    }
  }
  return joined;
}
