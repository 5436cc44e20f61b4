import type { EdgeOrdinal, NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { artefactOf } from '../artefacts.js';
import { GLOBAL_HANDLES, isHandle } from './handle-owners.js';
import { cutStepOf } from '../trace/leak-trace.js';
import { cutPointOf, isCollection } from '../grouping/cut-point.js';
import { type Paths, UNREACHED } from './search-paths.js';
import type { Holder } from '../types.js';
import type { FoundPath, WitnessHeap } from './witness-heap.js';

/** The other retainers of a group. */
export interface FoundHolders {
  /** The first cut, and what is still reachable after it; undefined if it was not tried. */
  readonly firstCut: FirstCut | undefined;
  readonly holders: Holder[];
  /** Whether nothing retains any head once all of them are cut. */
  readonly complete: boolean;
  /** How many members are still retained; omitted if the search ended before that was known. */
  readonly stillHeld?: number;
}

/** The group whose retainers are searched. */
export interface HeldGroup {
  readonly heads: readonly NodeOrdinal[];
  readonly members: readonly NodeOrdinal[];
}

/** The cut of the suspect references that the first search found. */
export interface FirstCut {
  readonly nodes: ReadonlySet<NodeOrdinal>;
  /** Number of cut references, besides those of the collections among the nodes. */
  readonly references: number;
  readonly paths: Paths;
}

/**
 * Finds the other retainers of the heads of a group: the suspect references of the found paths are cut and the heap is
 * searched again, until nothing retains any head or `limit` retainers are found. Each search costs about as much as the
 * first; there is one per retainer, and one more to find that there are no others.
 *
 * @param members the objects to count: all those of the group's class, including those below the heads
 */
export function holdersOf(heap: WitnessHeap, { heads, members }: HeldGroup, limit: number): FoundHolders {
  const cuts: OpenCuts = { nodes: new Set(), edges: new Set(), twinned: new Set() };
  const holders: Holder[] = [];
  let firstCut: FirstCut | undefined;
  if (limit <= 0) return { firstCut, holders, complete: false };
  let paths = heap.paths;
  const budget = { hops: MOST_HOPS };
  for (;;) {
    const references = cutAll(heap, heads, paths, cuts, budget);
    if (budget.hops < 0) return { firstCut, holders, complete: false };
    paths = heap.search(cuts);
    firstCut ??= { nodes: new Set(cuts.nodes), references, paths };
    const held = heads.filter((head) => paths.level[head] !== UNREACHED);
    const sample = held[held.length >>> 1];
    const path = sample === undefined ? undefined : heap.path(sample, paths);
    if (path === undefined) return { firstCut, holders, complete: true, stillHeld: 0 };
    const count = members.filter((member) => paths.level[member] !== UNREACHED).length;
    if (holders.length >= limit) return { firstCut, holders, complete: false, stillHeld: count };
    const trace = heap.trace(path);
    const text = trace.nodes[trace.cut]?.reference.text ?? trace.root.text;
    holders.push({ text, count, artefact: artefactOf(heap, path), trace });
  }
}

interface OpenCuts {
  readonly nodes: Set<NodeOrdinal>;
  readonly edges: Set<EdgeOrdinal>;
  /** Retainers whose stores are cut. */
  readonly twinned: Set<NodeOrdinal>;
}

/** Maximum number of hops to examine per group: thousands of heads at the ends of long chains would take minutes. */
const MOST_HOPS = 2_000_000;

/**
 * Cuts the suspect reference of each head's path, as long as the budget lasts; heads that are below one object behind a
 * list or a table are cut at once.
 *
 * @returns number of references that were cut one by one
 */
function cutAll(
  heap: WitnessHeap,
  heads: readonly NodeOrdinal[],
  paths: Paths,
  cuts: OpenCuts,
  budget: { hops: number },
): number {
  let references = 0;
  const done = new Set<NodeOrdinal>();
  for (const head of heads) {
    if (paths.level[head] === UNREACHED) continue;
    const cutPoint = cutPointOf(heap, head, paths);
    if (done.has(cutPoint)) continue;
    const path = heap.path(head, paths);
    budget.hops -= path?.edges.length ?? 0;
    if (budget.hops < 0) return references;
    const steps = path === undefined ? [] : heap.steps(path);
    const suspect = steps[cutStepOf(heap.tools, steps)];
    if (path === undefined || suspect === undefined) continue;
    const isWhole = isCollection(heap, suspect.from);
    if (isWhole) cuts.nodes.add(suspect.from);
    else if (cutReference(heap.facts.heap, path, suspect.from, cuts)) references++;
    // A head without such an object is below a root: each of those has its own reference.
    const isHeld =
      heap.facts.heap.type(cutPoint) === 'object' || heap.facts.heap.type(cutPoint) === 'closure';
    if (isWhole || (isHeld && suspect.from !== cutPoint)) done.add(cutPoint);
  }
  return references;
}

/** @returns whether the reference was not cut before */
function cutReference(heap: HeapGraph, path: FoundPath, from: NodeOrdinal, cuts: OpenCuts): boolean {
  const at = path.nodes.lastIndexOf(from);
  const edge = path.edges[at];
  const isNew = edge !== undefined && !cuts.edges.has(edge);
  if (edge !== undefined) cuts.edges.add(edge);
  const to = path.nodes[at + 1];
  if (to !== undefined && isHandle(heap, to)) for (const same of handleEdges(heap, to)) cuts.edges.add(same);
  // Once per retainer, which may have a reference to every head.
  if (!cuts.twinned.has(from)) for (const twin of storeEdges(heap, from)) cuts.edges.add(twin);
  cuts.twinned.add(from);
  return isNew;
}

/** Finds both references to a C++ handle's object: from its native half, and from the list of all handles. */
function handleEdges(heap: HeapGraph, handle: NodeOrdinal): EdgeOrdinal[] {
  return [...heap.retainers(handle)]
    .filter(({ name, from }) => name === 'native_to_javascript' || heap.name(from) === GLOBAL_HANDLES)
    .map(({ edge }) => edge);
}

/**
 * Finds the second references to properties and elements, which V8 writes from the object and from the store behind it.
 */
function storeEdges(heap: HeapGraph, node: NodeOrdinal): EdgeOrdinal[] {
  return [...heap.edges(node)]
    .filter(({ type, name }) => type === 'internal' && (name === 'elements' || name === 'properties'))
    .map(({ edge }) => edge);
}
