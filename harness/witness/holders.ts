import type { EdgeOrdinal, NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import { artefactOf } from './artefacts.js';
import { cutPointOf, isCollection } from './cut-point.js';
import { type Paths, UNREACHED } from './search.js';
import type { Holder } from './types.js';
import type { FoundPath, WitnessHeap } from './witness-heap.js';

/**
 * What else holds the heads of a group: the last reference of the found paths is cut, and the heap searched again, up
 * to `limit` times. Each search costs about as much as the first.
 */
export function holdersOf(heap: WitnessHeap, heads: readonly NodeOrdinal[], limit: number): Holder[] {
  const cuts = { nodes: new Set<NodeOrdinal>(), edges: new Set<EdgeOrdinal>() };
  const holders: Holder[] = [];
  let paths = heap.paths;
  while (holders.length < limit) {
    cutAll(heap, heads, paths, cuts);
    paths = heap.search(cuts);
    const held = heads.filter((head) => paths.level[head] !== UNREACHED);
    const sample = held[held.length >>> 1];
    const path = sample === undefined ? undefined : heap.path(sample, paths);
    if (path === undefined) break;
    const trace = heap.trace(path);
    const last = trace.nodes.at(-1);
    const text = last?.reference.text ?? trace.root.text;
    holders.push({ text, count: held.length, artefact: artefactOf(heap, path), trace });
  }
  return holders;
}

interface OpenCuts {
  readonly nodes: Set<NodeOrdinal>;
  readonly edges: Set<EdgeOrdinal>;
}

/** Cuts the last step of each head's path; heads that hang on one object behind a list or a table are cut at once. */
function cutAll(heap: WitnessHeap, heads: readonly NodeOrdinal[], paths: Paths, cuts: OpenCuts): void {
  const done = new Set<NodeOrdinal>();
  for (const head of heads) {
    if (paths.level[head] === UNREACHED) continue;
    const cutPoint = cutPointOf(heap, head, paths);
    if (done.has(cutPoint)) continue;
    const path = heap.path(head, paths);
    const last = path === undefined ? undefined : heap.steps(path).at(-1);
    if (path === undefined || last === undefined) continue;
    const isWhole = isCollection(heap, last.from);
    if (isWhole) cuts.nodes.add(last.from);
    else cutReference(heap.facts.heap, path, last.from, cuts);
    if (isWhole || last.from !== cutPoint) done.add(cutPoint);
  }
}

function cutReference(heap: HeapGraph, path: FoundPath, from: NodeOrdinal, cuts: OpenCuts): void {
  const edge = path.edges[path.nodes.lastIndexOf(from)];
  if (edge !== undefined) cuts.edges.add(edge);
  for (const twin of storeEdges(heap, from)) cuts.edges.add(twin);
}

/** V8 writes properties and elements twice: from the object, and from the store behind it. */
function storeEdges(heap: HeapGraph, node: NodeOrdinal): EdgeOrdinal[] {
  return [...heap.edges(node)]
    .filter(({ type, name }) => type === 'internal' && (name === 'elements' || name === 'properties'))
    .map(({ edge }) => edge);
}
