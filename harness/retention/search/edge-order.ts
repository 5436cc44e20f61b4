import type { SnapshotColumns } from '../../heap/snapshot/index.js';
import type { HeapFacts } from './heap-facts.js';

/** The edges of some nodes in another order than that of the snapshot. */
export interface EdgeOrder {
  /** By node: 0, or the index of its first edge in `edges` plus 1. */
  readonly start: Uint32Array;
  /** Ordinals of edges, grouped by node. */
  readonly edges: Uint32Array;
}

/** Nodes with more edges hold data by keys: all of one kind, and equally relevant to users. */
const MOST_EDGES = 10_000;
/** V8 writes `properties` and `scope_info` among the last edges of a node. */
const LAST_EDGES = 8;
/** Exceeds every position among the edges of a node. */
const PLACES = 2 ** 16;

/**
 * Sorts by name the edges that V8 writes in the order of a hash table, which differs between processes: those of
 * objects that V8 keeps as dictionaries, including `globalThis`, of scopes with very many variables, and of tables of a
 * module's exports. Edges without a name come last, in their original order.
 */
export function edgeOrder({ heap: { columns } }: HeapFacts): EdgeOrder {
  const { nodeCount, nodeFirstEdge } = columns;
  const nodes = [...dictionaries(columns), ...exportTables(columns)];
  const rankOf = rankNames(columns, nodes);
  const start = new Uint32Array(nodeCount);
  // `node + 1` is at most the last index, here and below.
  const edges = new Uint32Array(
    nodes.reduce((sum, node) => sum + nodeFirstEdge[node + 1]! - nodeFirstEdge[node]!, 0),
  );
  const keys = new Float64Array(MOST_EDGES);
  let filled = 0;
  for (const node of nodes) {
    const first = nodeFirstEdge[node]!;
    const count = nodeFirstEdge[node + 1]! - first;
    // The rank and the position in one number, which sorts without a call per comparison.
    for (let at = 0; at < count; at++) keys[at] = rankOf(node, first + at) * PLACES + at;
    keys.subarray(0, count).sort();
    start[node] = filled + 1;
    for (let at = 0; at < count; at++) edges[filled++] = first + (keys[at]! % PLACES);
  }
  return { start, edges };
}

/** Returns objects that are dictionaries, and scopes whose variables' names are in a table. */
function dictionaries(columns: SnapshotColumns): number[] {
  const { nodeCount, nodeType, nodeTypes, nodeName, nodeFirstEdge, edgeTo, strings } = columns;
  const { edgeType, edgeTypes, edgeNameOrIndex } = columns;
  const index = (text: string): number => strings.indexesOf(text)[0] ?? -1;
  const [object, internal] = [nodeTypes.indexOf('object'), edgeTypes.indexOf('internal')];
  const [context, scopeInfo, localNames] = [
    index('system / Context'),
    index('scope_info'),
    index('(context local names)'),
  ];
  const [properties, dictionary] = [index('properties'), index('(object properties)')];
  const found: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    // Edges of this heap lead to its nodes.
    const first = nodeFirstEdge[node]!;
    const end = nodeFirstEdge[node + 1]!;
    if (nodeType[node] !== object || end - first > MOST_EDGES) continue;
    const isContext = nodeName[node] === context;
    const name = isContext ? scopeInfo : properties;
    for (let edge = end - 1; edge >= Math.max(first, end - LAST_EDGES); edge--) {
      if (edgeNameOrIndex[edge] !== name || edgeType[edge] !== internal) continue;
      const store = edgeTo[edge]!;
      if (isContext ? leadsTo(columns, store, localNames) : nodeName[store] === dictionary) found.push(node);
      break;
    }
  }
  return found;
}

function leadsTo({ nodeFirstEdge, nodeName, edgeTo }: SnapshotColumns, node: number, name: number): boolean {
  // The node belongs to this heap; its edges lead to nodes of the heap.
  for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++)
    if (nodeName[edgeTo[edge]!] === name) return true;
  return false;
}

/** Returns the tables from names of exports to the cells of their values: arrays of module records. */
function exportTables(columns: SnapshotColumns): Set<number> {
  const { nodeName, nodeType, nodeTypes, nodeFirstEdge, edgeTo, strings } = columns;
  const array = nodeTypes.indexOf('array');
  const found = new Set<number>();
  const [record = -1] = strings.indexesOf('system / SourceTextModule');
  for (let node = nodeName.indexOf(record); node >= 0; node = nodeName.indexOf(record, node + 1)) {
    // The node belongs to this heap; its edges lead to nodes of the heap.
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      const table = edgeTo[edge]!;
      const edges = nodeFirstEdge[table + 1]! - nodeFirstEdge[table]!;
      if (nodeType[table] === array && edges <= MOST_EDGES) found.add(table);
    }
  }
  return found;
}

/** Returns the rank of an edge's name among all names of edges of these nodes; edges without a name rank last. */
function rankNames(
  columns: SnapshotColumns,
  nodes: readonly number[],
): (node: number, edge: number) => number {
  const { nodeFirstEdge, strings } = columns;
  const nameOf = nameReader(columns);
  const names = new Set<number>();
  for (const node of nodes) {
    // The node belongs to this heap.
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++)
      names.add(nameOf(node, edge));
  }
  names.delete(NO_NAME);
  const sorted = Array.from(names, (name) => ({ name, text: strings.at(name) }));
  sorted.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const ranks = new Uint32Array(strings.count);
  for (const [rank, { name }] of sorted.entries()) ranks[name] = rank;
  return (node, edge) => {
    const name = nameOf(node, edge);
    // The indexes are those of strings of this heap.
    return name === NO_NAME ? sorted.length : ranks[name]!;
  };
}

const NO_NAME = -1;

/** Returns the index of a property's or variable's name; in a table, that of the key before a value. */
function nameReader(columns: SnapshotColumns): (node: number, edge: number) => number {
  const { nodeFirstEdge, nodeName, nodeType, nodeTypes, edgeType, edgeTypes, edgeTo, edgeNameOrIndex } =
    columns;
  const [array, string] = [nodeTypes.indexOf('array'), nodeTypes.indexOf('string')];
  const [property, variable] = [edgeTypes.indexOf('property'), edgeTypes.indexOf('context')];
  // The node and the edge belong to this heap; edges lead to its nodes.
  return (node, edge) => {
    const type = edgeType[edge]!;
    if (type === property || type === variable) return edgeNameOrIndex[edge]!;
    if (nodeType[node] !== array || edge === nodeFirstEdge[node]) return NO_NAME;
    const before = edgeTo[edge - 1]!;
    return nodeType[before] === string ? nodeName[before]! : NO_NAME;
  };
}
