import { storedIn } from '../analysis/collections.js';
import type { GroupSurvivors } from '../analysis/growth.js';
import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import type { Witness } from '../witness/index.js';
import type { CheckRun } from './run-check.js';

/**
 * Whether a group grows only as the sum of what does not grow: each of its members is held directly by an object whose
 * members are replaced, or have stopped coming. A cache that fills and a ring of objects of one class look like a leak
 * together. An object may be held by several; so each holder is asked for all that it holds, not only for those whose
 * shortest path leads through it.
 *
 * @param witnesses how the group's members are held
 */
export function isReplacedEverywhere(
  run: CheckRun,
  group: GroupSurvivors,
  witnesses: readonly Witness[],
): boolean {
  const { heap } = run.ledger;
  const holders = witnesses
    .filter(({ className }) => className === group.name)
    .map((one) => holderOf(heap, one));
  const members = new Set(group.members);
  const left = new Set(members);
  for (const holder of holders) {
    if (holder === undefined) return false;
    const held = heldBy(heap, holder, members);
    if (mayGrow(run, held)) return false;
    for (const node of held) left.delete(node);
  }
  return holders.length > 0 && !mayGrow(run, [...left]);
}

/** What the first object of a trace that should be gone hangs on. */
function holderOf(heap: HeapGraph, { trace: { nodes, cut } }: Witness): NodeOrdinal | undefined {
  const holder = nodes[cut - 1];
  return holder === undefined ? undefined : heap.nodeById(holder.id);
}

/** The members that an object refers to, itself or by its backing store. */
function heldBy(heap: HeapGraph, holder: NodeOrdinal, members: ReadonlySet<NodeOrdinal>): NodeOrdinal[] {
  const held = new Set<NodeOrdinal>();
  for (const { to } of heap.edges(holder)) if (members.has(to)) held.add(to);
  for (const inside of storedIn(heap, holder)) if (members.has(inside)) held.add(inside);
  return [...held];
}

function mayGrow({ ledger, stretches: { first, last } }: CheckRun, nodes: readonly NodeOrdinal[]): boolean {
  const ids = nodes.map((node) => ledger.heap.id(node));
  return ledger.judge(ledger.byCycle(ids), first, last) !== 'does not grow';
}
