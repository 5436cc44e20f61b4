import {
  edgeOrdinal,
  heapObjectId,
  type HeapObjectId,
  nodeOrdinal,
  type NodeOrdinal,
} from '../core/units.js';
import { isIndexed, type SnapshotColumns } from '../snapshot/index.js';
import { ClassCatalog, type InstancesOptions } from './class-catalog.js';
import type { ClassCount } from './class-index.js';
import { findDominators } from './dominators.js';
import { edgeSource, edgesTo, reverseEdges } from './edge-source.js';
import { IdIndex } from './id-index.js';
import { lazy } from './lazy.js';
import { NONE } from './none.js';
import { childrenOf, invertDominators, sumRetainedByClass, sumRetainedBytes } from './retained-sizes.js';
import { retainingEdges } from './retaining-edges.js';
import type { RetainingPath, RetainingPathOptions } from './retaining-path.js';
import { edgesOfPath, findShortestPaths } from './shortest-paths.js';
import type { ClassSummary, HeapEdge, HeapNode, NamedEdgeType, Retainer, SourceLocation } from './views.js';

/**
 * A heap snapshot as a graph. Nodes are ordinals; plain views are made for results only. Each index (reverse edges,
 * classes, distances, dominators) is computed when first needed, and kept.
 *
 * A reference that does not keep its target alive is in `edges` and `retainers`, but never in distances, paths,
 * dominators and retained sizes: weak edges, shortcuts that repeat another path, and the table's half of a WeakMap
 * pair (the value counts as kept by its key, as in Chrome DevTools).
 *
 * Methods that take a node throw a RangeError for an ordinal that this graph does not have.
 */
export class HeapGraph {
  readonly columns: SnapshotColumns;
  readonly #classes: ClassCatalog;
  readonly #retaining = lazy(() => retainingEdges(this.columns));
  readonly #reverse = lazy(() => reverseEdges(this.columns));
  readonly #ids = lazy(() => new IdIndex(this.columns.nodeId));
  readonly #paths = lazy(() => findShortestPaths(this.columns, this.#retaining()));
  readonly #dominators = lazy(() => findDominators(this.columns, this.#retaining()));
  readonly #dominated = lazy(() => invertDominators(this.#dominators()));
  readonly #retained = lazy(() => sumRetainedBytes(this.columns, this.#dominators()));
  readonly #summaries = lazy(() => this.#summarize());
  readonly #locations = lazy(
    () => new Map(Array.from(this.columns.locations.node, (node, row) => [node, row])),
  );
  /** String indexes by text: looked up once, then edges are compared by number. */
  readonly #stringIndexes = new Map<string, ReadonlySet<number>>();

  private constructor(columns: SnapshotColumns) {
    this.columns = columns;
    this.#classes = new ClassCatalog(columns);
  }

  /** The graph over `columns`, which it keeps and never changes. Costs nothing yet. */
  static from(columns: SnapshotColumns): HeapGraph {
    return new HeapGraph(columns);
  }

  get nodeCount(): number {
    return this.columns.nodeCount;
  }

  get edgeCount(): number {
    return this.columns.edgeCount;
  }

  /** V8's synthetic root: its edges lead to `(GC roots)`, the global objects and the embedder's roots. */
  get root(): NodeOrdinal {
    return nodeOrdinal(0);
  }

  /** All nodes, in snapshot order. */
  *ordinals(): Generator<NodeOrdinal> {
    for (let node = 0; node < this.nodeCount; node++) yield nodeOrdinal(node);
  }

  /** A node as plain data. */
  node(node: NodeOrdinal): HeapNode {
    return {
      ordinal: node,
      id: this.id(node),
      type: this.type(node),
      name: this.name(node),
      shallowBytes: this.shallowBytes(node),
    };
  }

  /** The node with that id, if there is one. */
  nodeById(id: HeapObjectId): NodeOrdinal | undefined {
    return this.#ids().find(id);
  }

  id(node: NodeOrdinal): HeapObjectId {
    return heapObjectId(this.#read(this.columns.nodeId, node));
  }

  /** Decoded anew at each call. */
  name(node: NodeOrdinal): string {
    return this.columns.strings.at(this.#read(this.columns.nodeName, node));
  }

  type(node: NodeOrdinal): string {
    // The reader has checked that each type has a name.
    return this.columns.nodeTypes[this.#read(this.columns.nodeType, node)]!;
  }

  /** Own size, without what it refers to. */
  shallowBytes(node: NodeOrdinal): number {
    return this.#read(this.columns.nodeShallowBytes, node);
  }

  /** Where V8 says that a function, or the constructor of an object, was defined. */
  location(node: NodeOrdinal): SourceLocation | undefined {
    const row = this.#locations().get(node);
    if (row === undefined) return undefined;
    const { scriptId, line, column } = this.columns.locations;
    // `row` is below the common length of the columns.
    return { scriptId: scriptId[row]!, line: line[row]!, column: column[row]! };
  }

  /** The references that start at a node, in snapshot order, weak ones too. */
  *edges(node: NodeOrdinal): Generator<HeapEdge> {
    for (let edge = this.#firstEdge(node); edge < this.#endEdge(node); edge++) {
      // Below the end of a node's edges, hence below `edgeCount`.
      const to = nodeOrdinal(this.columns.edgeTo[edge]!);
      yield { edge: edgeOrdinal(edge), ...this.#edgeLabel(edge), to };
    }
  }

  /**
   * Where a node's reference called `name` leads. By default an object's own property (and `__proto__`); other
   * types on request, for example `property(weakRef, 'target', 'weak')` or `property(map, 'table', 'internal')`. Of
   * several the last one: V8 writes the real `__proto__` behind an own property of that name. Small integers have no
   * edge.
   */
  property(node: NodeOrdinal, name: string, type: NamedEdgeType = 'property'): NodeOrdinal | undefined {
    const { edgeType, edgeTypes, edgeNameOrIndex, edgeTo } = this.columns;
    const wantedType = edgeTypes.indexOf(type);
    const names = this.#indexesOf(name);
    const first = this.#firstEdge(node);
    // All reads are below `edgeCount`.
    for (let edge = this.#endEdge(node) - 1; edge >= first; edge--) {
      if (edgeType[edge] === wantedType && names.has(edgeNameOrIndex[edge]!))
        return nodeOrdinal(edgeTo[edge]!);
    }
    return undefined;
  }

  /** The elements of an array (or of an object with integer keys), as index and node; holes and small integers have none. */
  *elements(node: NodeOrdinal): Generator<readonly [index: number, to: NodeOrdinal]> {
    const { edgeType, edgeTypes, edgeNameOrIndex, edgeTo } = this.columns;
    const element = edgeTypes.indexOf('element');
    // All reads are below `edgeCount`.
    for (let edge = this.#firstEdge(node); edge < this.#endEdge(node); edge++) {
      if (edgeType[edge] === element) yield [edgeNameOrIndex[edge]!, nodeOrdinal(edgeTo[edge]!)];
    }
  }

  /** All classes with their shallow sizes, largest first; does not pay for dominators. See {@link HeapGraph.classes}. */
  classCounts(): readonly ClassCount[] {
    return this.#classes.counts();
  }

  /**
   * All classes, by retained size, largest first: objects and native nodes by name, other nodes by type in brackets,
   * prototype objects as `(prototype)`. The count of a class of type `object` is `instances(name).length`. Pays for
   * dominators once.
   */
  classes(): readonly ClassSummary[] {
    return this.#summaries();
  }

  /**
   * The instances of a class: nodes of type `object` with that name, without prototype objects (whose own
   * `constructor` leads to a closure whose `prototype` leads back) and without instances of subclasses, which carry
   * the subclass's name. In snapshot order; empty for an unknown class, see {@link HeapGraph.hasClass}. A prototype
   * without a `constructor` counts as an instance: V8 names that of each generator function `Generator`.
   */
  instances(name: string, options: InstancesOptions = {}): NodeOrdinal[] {
    return this.#classes.instances(name, options);
  }

  /** Whether this heap has an instance of that class, or a constructor of that name. */
  hasClass(name: string): boolean {
    return this.#classes.has(name);
  }

  /** The names for which {@link HeapGraph.hasClass} is true, sorted. */
  classNames(): readonly string[] {
    return this.#classes.names();
  }

  /** Whether the node is a prototype object, which `instances` leaves out. */
  isPrototype(node: NodeOrdinal): boolean {
    return this.#read(this.#classes.prototypes().isPrototype, node) === 1;
  }

  /** The references that lead to a node, in snapshot order, weak ones too. */
  retainers(node: NodeOrdinal): Retainer[] {
    this.#read(this.columns.nodeId, node);
    return Array.from(edgesTo(this.#reverse(), node), (edge) => ({
      edge,
      ...this.#edgeLabel(edge),
      from: edgeSource(this.columns, edge),
      weak: this.#retaining()[edge] === 0,
    }));
  }

  /** The nearest node that every path from the root to this one leads through; undefined for the root and for unreachable nodes. */
  dominator(node: NodeOrdinal): NodeOrdinal | undefined {
    const dominator = this.#read(this.#dominators().dominator, node);
    return dominator === NONE ? undefined : nodeOrdinal(dominator);
  }

  /** The nodes whose dominator this is, in snapshot order. */
  dominated(node: NodeOrdinal): NodeOrdinal[] {
    this.#read(this.columns.nodeId, node);
    return childrenOf(this.#dominated(), node);
  }

  /** What would be freed with the node: its own size and all that it dominates. Its own size alone when unreachable. */
  retainedBytes(node: NodeOrdinal): number {
    return this.#read(this.#retained(), node);
  }

  /** The number of references on the shortest path from the root; undefined when unreachable. */
  distance(node: NodeOrdinal): number | undefined {
    const distance = this.#read(this.#paths().distance, node);
    return distance === NONE ? undefined : distance;
  }

  /**
   * A shortest chain of references from the root that keeps the node alive; of several the one that comes first in
   * the snapshot. Undefined when nothing keeps it. With `avoiding` each call searches anew.
   */
  retainingPath(node: NodeOrdinal, options: RetainingPathOptions = {}): RetainingPath | undefined {
    const { avoiding } = options;
    this.#read(this.columns.nodeId, node);
    const isBarred =
      typeof avoiding === 'function' ? avoiding : avoiding && ((at: NodeOrdinal) => avoiding.has(at));
    const paths = isBarred ? findShortestPaths(this.columns, this.#retaining(), isBarred) : this.#paths();
    const edges = edgesOfPath(this.columns, paths, node);
    return (
      edges && {
        root: this.node(this.root),
        steps: edges.map((edge) => ({
          edge: this.#edgeLabel(edge),
          // An edge of this graph.
          node: this.node(nodeOrdinal(this.columns.edgeTo[edge]!)),
        })),
      }
    );
  }

  #summarize(): ClassSummary[] {
    const index = this.#classes.index();
    const { dominator } = this.#dominators();
    const retained = sumRetainedByClass(index, this.#dominated(), this.#retained(), dominator);
    return index.classes
      .map((counts, at) => ({ ...counts, retainedBytes: retained[at] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.retainedBytes - a.retainedBytes || (a.name < b.name ? -1 : 1));
  }

  #edgeLabel(edge: number): { type: string; name: string | number } {
    const { edgeType, edgeTypes, edgeNameOrIndex, strings } = this.columns;
    // The caller's edge is one of this graph; the reader has checked that each type has a name.
    const type = edgeTypes[edgeType[edge]!]!;
    const name = edgeNameOrIndex[edge]!;
    return { type, name: isIndexed(type) ? name : strings.at(name) };
  }

  #indexesOf(text: string): ReadonlySet<number> {
    const known = this.#stringIndexes.get(text);
    if (known) return known;
    const indexes = new Set(this.columns.strings.indexesOf(text));
    this.#stringIndexes.set(text, indexes);
    return indexes;
  }

  #firstEdge(node: NodeOrdinal): number {
    return this.#read(this.columns.nodeFirstEdge, node);
  }

  #endEdge(node: NodeOrdinal): number {
    // One entry more than nodes.
    return this.columns.nodeFirstEdge[node + 1] ?? 0;
  }

  #read(column: Uint8Array | Uint32Array | Float64Array, node: NodeOrdinal): number {
    const value = node < this.nodeCount ? column[node] : undefined;
    if (value === undefined) throw new RangeError(`no node ${node}: this heap has ${this.nodeCount}`);
    return value;
  }
}
