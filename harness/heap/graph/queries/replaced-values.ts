import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';
import { SMALLEST_BYTES, type SizedValue, valueSizes } from './backing-stores.js';

/** A new value that replaced another one, with the references that lead to it from an old object. */
export interface ReplacedValue extends SizedValue {
  readonly holder: NodeOrdinal;
  readonly steps: readonly ReplacedStep[];
}

/** A reference: a named one, an array's element, or an entry of a `Map`, by its place in the table. */
interface ReplacedStep {
  readonly type: 'property' | 'context' | 'element' | 'entry';
  readonly name: string;
}

/** Maximum length of a chain of references that is followed from an old object over new ones. */
const DEEPEST = 3;
/** References of one object that are followed: in a table of thousands no single value is replaced. */
const MOST_REFERENCES = 64;

/**
 * Returns the sizes of new collections and texts by the reference under which an old object holds them: a value that
 * code replaces by a larger copy (`list = [...list, one]`, `map.set(key, text + line)`) is a new object each time, under
 * the same reference.
 */
export function replacedValues(
  heap: HeapGraph,
  isOld: (node: NodeOrdinal) => boolean,
): Map<string, ReplacedValue> {
  const { nodeCount, nodeId, nodeType, nodeTypes } = heap.columns;
  const isHolder = nodeTypes.map((type) => type === 'object' || type === 'closure');
  const values = new Map<string, ReplacedValue>();
  const seen = new Set<number>();
  const bytesOf = valueSizes(heap);
  // Asked once per node, although most nodes are the target of several references.
  const old = new Uint8Array(nodeCount);
  // Below `nodeCount`, as in the loop at the end.
  for (let node = 0; node < nodeCount; node++) old[node] = isOld(nodeOrdinal(node)) ? 1 : 0;
  const referencesOf = newReferences(heap, old);
  const follow = (from: number, holder: number, steps: readonly ReplacedStep[]): void => {
    for (const { to, step } of referencesOf(from)) {
      if (seen.has(to)) continue;
      seen.add(to);
      const bytes = bytesOf(to);
      const isFollowed = steps.length + 1 < DEEPEST && isHolder[nodeType[to]!] === true;
      if (bytes < SMALLEST_BYTES && !isFollowed) continue;
      const all = [...steps, step()];
      if (bytes >= SMALLEST_BYTES) {
        const place = [nodeId[holder]!, ...all.map(({ type, name }) => `${type} ${name}`)].join(' ');
        values.set(place, { node: nodeOrdinal(to), bytes, holder: nodeOrdinal(holder), steps: all });
      }
      if (isFollowed) follow(to, holder, all);
    }
  };
  for (let node = 0; node < nodeCount; node++)
    if (isHolder[nodeType[node]!] === true && old[node] === 1) follow(node, node, []);
  return values;
}

/** A reference to a new node. */
interface NewReference {
  readonly to: number;
  /** Describes the reference; called for few of them. */
  readonly step: () => ReplacedStep;
}

/**
 * Returns a function that returns references of a node to new ones: of each kind a limited number.
 *
 * @param old 1 for each node that is not new
 */
function newReferences(heap: HeapGraph, old: Uint8Array): (node: number) => readonly NewReference[] {
  const { edgeTo, edgeType, edgeTypes, edgeNameOrIndex, nodeFirstEdge, nodeName, strings } = heap.columns;
  const kinds = edgeTypes.map((type) =>
    type === 'property' || type === 'context' || type === 'element' ? type : null,
  );
  const internal = edgeTypes.indexOf('internal');
  const element = edgeTypes.indexOf('element');
  const maps = new Set(strings.indexesOf('Map'));
  const tables = new Set(strings.indexesOf('table'));
  const found: NewReference[] = [];
  const entriesOf = (table: number): void => {
    const [from, end] = [nodeFirstEdge[table]!, nodeFirstEdge[table + 1]!];
    // A key and a value each.
    if (end - from > 2 * MOST_REFERENCES + 1) return;
    for (let edge = from; edge < end; edge++) {
      const to = edgeTo[edge]!;
      if (edgeType[edge] !== internal || old[to] === 1) continue;
      found.push({ to, step: () => ({ type: 'entry', name: strings.at(edgeNameOrIndex[edge]!) }) });
    }
  };
  const elementsOf = (from: number, end: number): number => {
    let count = 0;
    // As above.
    for (let edge = from; edge < end; edge++) if (edgeType[edge] === element) count += 1;
    return count;
  };
  return (node) => {
    found.length = 0;
    const isMap = maps.has(nodeName[node]!);
    const [first, end] = [nodeFirstEdge[node]!, nodeFirstEdge[node + 1]!];
    let [named, elements] = [0, 0];
    // Edges are below the end of their node's edges; their targets are nodes.
    for (let edge = first; edge < end; edge++) {
      const to = edgeTo[edge]!;
      if (old[to] === 1 && !isMap) continue;
      const type = kinds[edgeType[edge]!] ?? null;
      const nameOrIndex = edgeNameOrIndex[edge]!;
      if (type === null) {
        if (isMap && edgeType[edge] === internal && tables.has(nameOrIndex)) entriesOf(to);
      } else if (old[to] === 1) {
        continue;
      } else if (type === 'element') {
        if (++elements <= MOST_REFERENCES)
          found.push({ to, step: () => ({ type, name: String(nameOrIndex) }) });
      } else if (++named <= MOST_REFERENCES) {
        found.push({ to, step: () => ({ type, name: strings.at(nameOrIndex) }) });
      }
    }
    if (found.length === 0) return NO_REFERENCES;
    // Of a long list, none.
    return elements > 0 && elementsOf(first, end) > MOST_REFERENCES
      ? found.filter((one) => one.step().type !== 'element')
      : [...found];
  };
}

const NO_REFERENCES: readonly NewReference[] = [];

/** Returns the sizes of the values at the same places in an earlier heap of the same isolate, where they had a size. */
export function replacedBefore(
  earlier: HeapGraph,
  later: HeapGraph,
  values: ReadonlyMap<string, ReplacedValue>,
): Map<string, SizedValue> {
  const bytesOf = valueSizes(earlier);
  const before = new Map<string, SizedValue>();
  for (const [place, { holder, steps }] of values) {
    let node = earlier.nodeById(later.id(holder));
    for (const step of steps) node = node === undefined ? undefined : targetOf(earlier, node, step);
    const bytes = node === undefined ? 0 : bytesOf(node);
    if (node !== undefined && bytes >= SMALLEST_BYTES) before.set(place, { node, bytes });
  }
  return before;
}

function targetOf(heap: HeapGraph, node: NodeOrdinal, { type, name }: ReplacedStep): NodeOrdinal | undefined {
  if (type === 'element') {
    for (const [index, to] of heap.elements(node)) if (String(index) === name) return to;
    return undefined;
  }
  if (type !== 'entry') return heap.property(node, name, type);
  const table = heap.property(node, 'table', 'internal');
  return table === undefined ? undefined : heap.property(table, name, 'internal');
}
