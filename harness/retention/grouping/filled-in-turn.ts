import type { NodeOrdinal } from '../../core/units.js';
import { cutPointOf } from './cut-point.js';
import { groupBy } from '../../core/group-by.js';
import { cutStepOf, lastAliveStepOf } from '../trace/leak-trace.js';
import type { Step } from '../trace/steps.js';
import type { FoundPath, WitnessHeap } from '../search/witness-heap.js';

/** Minimum number of containers from which it is told whether they are filled in turn. */
const FEWEST_CONTAINERS = 4;
/** Share of the containers that are compared with each other: those filled first, and those that came later. */
const COMPARED = 1 / 4;

/**
 * Finds the containers in an older collection that the heads of a group are in, if these are filled one after the
 * other: a day's Map, a tenant's list. Each of them is bounded, so the older collection is what grows. Containers that
 * all grow are left out, because each of them would have to be emptied.
 *
 * V8 numbers objects as snapshots find them. So containers that are filled in turn have members of different snapshots,
 * while each of those that all grow has members of the last one.
 */
export function containersFilledInTurn(
  heap: WitnessHeap,
  path: FoundPath,
  heads: readonly NodeOrdinal[],
): ReadonlySet<NodeOrdinal> {
  const steps = heap.steps(path);
  const at = lastAliveStepOf(heap.tools, steps) + 1;
  const outer = steps[at];
  if (outer === undefined || at >= cutStepOf(heap.tools, steps) || !isEntry(heap, outer)) return new Set();
  const containers = new Map<NodeOrdinal, Filled>();
  for (const [, alike] of groupBy(heads, (head) => cutPointOf(heap, head))) {
    const container = containerOf(heap, alike[0], outer);
    if (container === undefined) continue;
    const filled = containers.get(container) ?? { first: Infinity, last: 0 };
    for (const head of alike) {
      const id = heap.facts.heap.id(head);
      filled.first = Math.min(filled.first, id);
      filled.last = Math.max(filled.last, id);
    }
    containers.set(container, filled);
  }
  return areFilledInTurn([...containers.values()]) ? new Set(containers.keys()) : new Set();
}

/** The lowest and the highest id of the members of a container. */
interface Filled {
  first: number;
  last: number;
}

/** Whether enough containers got their first member after enough others had got their last one. */
function areFilledInTurn(containers: readonly Filled[]): boolean {
  if (containers.length < FEWEST_CONTAINERS) return false;
  const compared = Math.floor(containers.length * COMPARED);
  const done = containers.map(({ last }) => last).toSorted((a, b) => a - b)[compared - 1] ?? Infinity;
  return containers.filter(({ first }) => first > done).length >= compared;
}

/** Returns the node to which the path of a head leads from the outer collection; undefined if it is another path. */
function containerOf(
  heap: WitnessHeap,
  head: NodeOrdinal | undefined,
  { from, hops }: Step,
): NodeOrdinal | undefined {
  const path = head === undefined ? undefined : heap.path(head);
  const start = path?.nodes.indexOf(from) ?? -1;
  const container = start < 0 ? undefined : path?.nodes[start + hops.length];
  // The first ones may be older than the run.
  return container === head ? undefined : container;
}

/** Whether a step leads from a collection, or an object that may be used as one, to one of its entries. */
function isEntry({ facts }: WitnessHeap, { from, hops: [first] }: Step): boolean {
  if (first?.type === 'element' || (first?.type === 'internal' && first.name === 'table')) return true;
  return first?.type === 'property' && facts.heap.type(from) === 'object' && !facts.isContext(from);
}
