import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { NONE } from '../../heap/graph/index.js';
import type { Paths } from '../search/search-paths.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/**
 * Suspects that retain each other, with several paths into them: for example, a doubly linked list that is retained at
 * both ends.
 */
export interface Structure {
  /**
   * Heads of the families to which its members belong: members themselves before heads that retain a member, and in the
   * order in which the search reached them.
   */
  readonly heads: readonly NodeOrdinal[];
  /** Number of suspects that retain each other. */
  readonly members: number;
}

/**
 * Finds the structures among the leaking objects, in the order in which the search reached their heads. They are the
 * strongly connected components (Tarjan, without recursion) of everything below suspects, over the user's own
 * references only, because through a prototype or a realm everything retains everything. Costs two passes over the
 * leaking objects.
 *
 * @param heads see `headsByNode`
 */
export function structuresOf(heap: WitnessHeap, heads: Uint32Array): Structure[] {
  const { paths, tools } = heap;
  const found: { inside: readonly number[]; outside: readonly number[]; members: number }[] = [];
  for (const component of componentsOf(heap, heads)) {
    // Nodes belong to this heap.
    const entered = new Set(component.map((node) => heads[node]!));
    if (entered.size < 2) continue;
    const inside = component.filter((node) => entered.delete(node));
    const members = component.filter((node) => tools.isSuspect(nodeOrdinal(node))).length;
    found.push({ inside, outside: [...entered], members });
  }
  if (found.length === 0) return [];
  const places = placesOf(
    paths,
    found.flatMap(({ inside, outside }) => [...inside, ...outside]),
  );
  const sorted = (nodes: readonly number[]): NodeOrdinal[] =>
    nodes.toSorted((a, b) => placeIn(places, a) - placeIn(places, b)).map(nodeOrdinal);
  return found
    .map(({ inside, outside, members }) => ({ heads: [...sorted(inside), ...sorted(outside)], members }))
    .toSorted((a, b) => placeIn(places, a.heads[0]) - placeIn(places, b.heads[0]));
}

/** Returns when the search reached these nodes. */
function placesOf({ reached }: Paths, nodes: readonly number[]): Map<number, number> {
  const asked = new Set(nodes);
  const places = new Map<number, number>();
  for (const [place, node] of reached.entries()) if (asked.has(node)) places.set(node, place);
  return places;
}

function placeIn(places: ReadonlyMap<number, number>, node: number | undefined): number {
  return places.get(node ?? NONE) ?? NONE;
}

/** Marks a node whose component is known. */
const DONE = NONE;

/** Yields the components of more than one node. */
function* componentsOf({ facts, levels, paths }: WitnessHeap, heads: Uint32Array): Generator<number[]> {
  const { nodeCount, nodeFirstEdge, edgeTo } = facts.heap.columns;
  // By node: 0, the time at which it was entered, or `DONE`; and the earliest entered node reachable from it.
  const entered = new Uint32Array(nodeCount);
  const lowest = new Uint32Array(nodeCount);
  const open: number[] = [];
  const path: number[] = [];
  const cursors: number[] = [];
  let clock = 0;
  const enter = (node: number): void => {
    entered[node] = lowest[node] = ++clock;
    open.push(node);
    path.push(node);
    // The node belongs to this heap; `nodeFirstEdge` has one more entry.
    cursors.push(nodeFirstEdge[node]!);
  };
  for (const start of paths.reached) {
    if (heads[start] === NONE || entered[start] !== 0) continue;
    enter(start);
    while (path.length > 0) {
      // The path is not empty and has a cursor for each node; edges and their targets belong to this heap.
      const node = path.at(-1)!;
      const edge = cursors.at(-1)!;
      if (edge < nodeFirstEdge[node + 1]!) {
        cursors[cursors.length - 1] = edge + 1;
        const to = edgeTo[edge]!;
        if (levels[edge] !== 0 || heads[to] === NONE || entered[to] === DONE) continue;
        if (entered[to] === 0) enter(to);
        else lowest[node] = Math.min(lowest[node]!, entered[to]!);
        continue;
      }
      path.pop();
      cursors.pop();
      const before = path.at(-1);
      if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[node]!);
      if (lowest[node] !== entered[node]) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) entered[member] = DONE;
      if (component.length > 1) yield component;
    }
  }
}
