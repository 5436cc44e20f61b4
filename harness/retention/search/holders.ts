import type { EdgeOrdinal, NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { artefactOf } from '../artefacts.js';
import { GLOBAL_HANDLES, isHandle } from './handle-owners.js';
import { tokensOf } from '../grouping/signature.js';
import { ownerTextOf } from '../kinds/held-group.js';
import { cutStepOf } from '../trace/leak-trace.js';
import { cutHopOf, cutKeyOf, cutTextOf } from '../grouping/cut-words.js';
import { cutPointOf, isCollection } from '../grouping/cut-point.js';
import { type Paths, UNREACHED } from './search-paths.js';
import type { Step } from '../trace/steps.js';
import type { Holder, LeakTrace } from '../types.js';
import type { FoundPath, WitnessHeap } from './witness-heap.js';

/** The other retainers of a group. */
export interface FoundHolders {
  /** The first cut, and what is still reachable after it; undefined if it was not tried. */
  readonly firstCut: FirstCut | undefined;
  readonly holders: Holder[];
  /** Whether nothing retains any member once all of them are cut. */
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
  /** Number of emptied collections and of other cut references, by how they are cut; see `cutKeyOf()`. */
  readonly references: ReadonlyMap<string, number>;
  readonly paths: Paths;
}

/**
 * Finds the other retainers of a group: the suspect references of the found paths are cut and the heap is searched
 * again, until nothing retains any member or `limit` retainers are found. Each search costs about as much as the first;
 * there is one per retainer, and one more to find that there are no others. After the first cut, which is that of all
 * heads, only references that lead there in the same way are cut at once, because each retainer is named.
 *
 * @param members the objects to count: all those of the group's class, including those below the heads
 */
export function holdersOf(heap: WitnessHeap, { heads, members }: HeldGroup, limit: number): FoundHolders {
  const cuts: OpenCuts = { nodes: new Set(), edges: new Set(), twinned: new Set(), hops: MOST_HOPS };
  const holders: Holder[] = [];
  let firstCut: FirstCut | undefined;
  if (limit <= 0) return { firstCut, holders, complete: false };
  let next: Omit<Holder, 'references'> | undefined;
  let { paths } = heap;
  let [targets, way]: [readonly NodeOrdinal[], string?] = [heads];
  for (let searches = 0; ; searches++) {
    const references = cutAll(heap, targets, { paths, cuts, way });
    if (next !== undefined) holders.push({ ...next, references: Math.max(1, total(references)) });
    if (cuts.hops < 0) return { firstCut, holders, complete: false };
    paths = heap.search(cuts);
    firstCut ??= { nodes: new Set(cuts.nodes), references, paths };
    const isHeld = (node: NodeOrdinal): boolean => paths.level[node] !== UNREACHED;
    const [held, counted] = [heads.filter(isHeld), members.filter(isHeld)];
    // What is below a head may be retained by something else, too.
    targets = held.length > 0 ? held : counted;
    const sample = targets[targets.length >>> 1];
    const path = sample === undefined ? undefined : heap.path(sample, paths);
    if (path === undefined) return { firstCut, holders, complete: true, stillHeld: 0 };
    const count = counted.length;
    if (holders.length >= limit || searches > limit + MOST_PASSING)
      return { firstCut, holders, complete: false, stillHeld: count };
    const steps = heap.steps(path);
    way = wayTo(heap, path, steps);
    const trace = heap.trace(path);
    const at = cutStepOf(heap.tools, steps);
    const reference = trace.nodes[trace.cut]?.reference.text ?? trace.root.text;
    const owner = (): string | null => ownerTextOf({ heap, path, steps }, at);
    const text = cutTextOf(heap, steps[at], { reference, owner });
    next = isPassing(trace) ? undefined : { text, count, artefact: artefactOf(heap, path), trace };
  }
}

/** Maximum number of retainers that are left out because they are so for a moment only. */
const MOST_PASSING = 10;

/**
 * Whether only V8 itself is the retainer, for a moment: a call from C++, such as that which takes the snapshot, or the map
 * of objects that a function refers to while it is compiled.
 */
function isPassing({ root, nodes: [first] }: LeakTrace): boolean {
  const isInCall = root.word === 'stack' && root.text.includes('(Handle scope)');
  return isInCall || first?.reference.text.endsWith('/ IdentityMapBase)') === true;
}

function total(references: ReadonlyMap<string, number>): number {
  return [...references.values()].reduce((sum, count) => sum + count, 0);
}

interface OpenCuts {
  readonly nodes: Set<NodeOrdinal>;
  readonly edges: Set<EdgeOrdinal>;
  /** Retainers whose stores are cut. */
  readonly twinned: Set<NodeOrdinal>;
  /** Number of hops that may still be examined. */
  hops: number;
}

/** Maximum number of hops to examine per group: thousands of heads at the ends of long chains would take minutes. */
const MOST_HOPS = 2_000_000;

/** Returns a text that is equal for paths along which the reference to cut is reached in the same way. */
function wayTo(heap: WitnessHeap, path: FoundPath, steps: readonly Step[]): string {
  const at = cutStepOf(heap.tools, steps);
  const step = steps[at];
  const isWhole = step !== undefined && isCollection(heap, step.from);
  return tokensOf(heap, heap.rootToken(path), steps.slice(0, isWhole ? at : at + 1))
    .map(({ text }) => text)
    .join('\n');
}

interface CutTools {
  readonly paths: Paths;
  readonly cuts: OpenCuts;
  /** How the reference is reached, of those that are cut; all if it is undefined. */
  readonly way: string | undefined;
}

/**
 * Cuts the suspect reference of the path to each node, as long as the budget lasts; nodes that are below one object
 * behind a list or a table are cut at once.
 *
 * @returns number of references that were cut, by how they are cut
 */
function cutAll(
  heap: WitnessHeap,
  nodes: readonly NodeOrdinal[],
  { paths, cuts, way }: CutTools,
): Map<string, number> {
  const references = new Map<string, number>();
  const done = new Set<NodeOrdinal>();
  for (const head of nodes) {
    if (paths.level[head] === UNREACHED) continue;
    const cutPoint = cutPointOf(heap, head, paths);
    if (done.has(cutPoint)) continue;
    const path = heap.path(head, paths);
    cuts.hops -= path?.edges.length ?? 0;
    if (cuts.hops < 0) return references;
    const steps = path === undefined ? [] : heap.steps(path);
    const suspect = steps[cutStepOf(heap.tools, steps)];
    if (path === undefined || suspect === undefined) continue;
    if (way !== undefined && wayTo(heap, path, steps) !== way) continue;
    const isWhole = isCollection(heap, suspect.from);
    const isNew = isWhole
      ? cuts.nodes.size < cuts.nodes.add(suspect.from).size
      : cutReference(heap.facts.heap, path, suspect, cuts);
    const key = cutKeyOf(heap, suspect);
    if (isNew) references.set(key, (references.get(key) ?? 0) + 1);
    // A head without such an object is below a root: each of those has its own reference.
    const isHeld =
      heap.facts.heap.type(cutPoint) === 'object' || heap.facts.heap.type(cutPoint) === 'closure';
    if (isWhole || (isHeld && suspect.from !== cutPoint)) done.add(cutPoint);
  }
  return references;
}

/** @returns whether the reference was not cut before */
function cutReference(heap: HeapGraph, path: FoundPath, step: Step, cuts: OpenCuts): boolean {
  const at = path.nodes.lastIndexOf(step.from) + cutHopOf(step);
  const from = path.nodes[at] ?? step.from;
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
