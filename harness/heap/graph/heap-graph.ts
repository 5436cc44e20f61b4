import { heapObjectId, type HeapObjectId, nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import type { SnapshotColumns } from '../snapshot/index.js';
import { type BiggestDominator, findBiggestDominators } from './dominators/biggest-dominators.js';
import type { InstancesOptions } from './queries/class-catalog.js';
import { findClassMembers } from './devtools/class-members.js';
import type { ClassCount, ClassIndex } from './queries/class-index.js';
import {
  type DuplicateString,
  type DuplicateStringsOptions,
  findDuplicateStrings,
} from './queries/duplicate-strings.js';
import { edgesFrom, elementsFrom, retainersOf } from './edges/edges-of-node.js';
import { findDisjointPaths, findPath, type RetainingPathsOptions } from './queries/find-paths.js';
import { GraphIndexes } from './graph-indexes.js';
import { NONE } from './no-ordinal.js';
import { childrenOf } from './dominators/retained-sizes.js';
import { internalizedStrings } from './queries/internalized-strings.js';
import { findRetainedSet, type RetainedSet } from './dominators/retained-set.js';
import type { RetainingPath, RetainingPathOptions } from './queries/retaining-path.js';
import { type HeapString, textOf } from './queries/string-text.js';
import type {
  ClassSummary,
  ClassTableRow,
  Detachedness,
  HeapEdge,
  HeapNode,
  NamedEdgeType,
  Retainer,
  SourceLocation,
} from './types.js';

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
  /** @internal */
  readonly columns: SnapshotColumns;
  readonly #indexes: GraphIndexes;

  private constructor(columns: SnapshotColumns) {
    this.columns = columns;
    this.#indexes = new GraphIndexes(columns);
  }

  /**
   * The graph over `columns`, which it keeps and never changes. Costs nothing yet.
   *
   * @internal
   */
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
    return this.#indexes.nodeView(this.#check(node));
  }

  /** The node with that id, if there is one. */
  nodeById(id: HeapObjectId): NodeOrdinal | undefined {
    return this.#indexes.ids().find(id);
  }

  id(node: NodeOrdinal): HeapObjectId {
    return heapObjectId(this.#read(this.columns.nodeId, node));
  }

  /** The string is decoded again at each call. */
  name(node: NodeOrdinal): string {
    return this.columns.strings.at(this.#read(this.columns.nodeName, node));
  }

  type(node: NodeOrdinal): string {
    // The reader has checked that each type has a name.
    return this.columns.nodeTypes[this.#read(this.columns.nodeType, node)]!;
  }

  /** Shallow size, without referenced objects. */
  shallowBytes(node: NodeOrdinal): number {
    return this.#read(this.columns.nodeShallowBytes, node);
  }

  /** The position where a function, or the constructor of an object, was defined, as recorded by V8. */
  location(node: NodeOrdinal): SourceLocation | undefined {
    const row = (this.#indexes.locations()[node] ?? 0) - 1;
    if (row < 0) return undefined;
    const { scriptId, line, column } = this.columns.locations;
    // `row` is below the common length of the columns.
    return { scriptId: scriptId[row]!, line: line[row]!, column: column[row]! };
  }

  /** The references that start at a node, in snapshot order, weak ones too. */
  edges(node: NodeOrdinal): Generator<HeapEdge> {
    return edgesFrom(this.#indexes, this.#check(node));
  }

  /**
   * The target of a node's reference called `name`. By default an object's own property (and `__proto__`); other types
   * on request, for example `property(weakRef, 'target', 'weak')` or `property(map, 'table', 'internal')`. Of several
   * the last one: V8 writes the real `__proto__` behind an own property of that name. Small integers have no edge.
   */
  property(node: NodeOrdinal, name: string, type: NamedEdgeType = 'property'): NodeOrdinal | undefined {
    return this.#indexes.follow(this.#check(node), name, type);
  }

  /** The elements of an array (or of an object with integer keys), as index and node; holes and small integers have none. */
  elements(node: NodeOrdinal): Generator<readonly [index: number, to: NodeOrdinal]> {
    return elementsFrom(this.columns, this.#check(node));
  }

  /** All classes with their shallow sizes, largest first; does not pay for dominators. See {@link HeapGraph.classes}. */
  classCounts(): readonly ClassCount[] {
    return this.#indexes.classes.counts();
  }

  /**
   * All classes, by retained size, largest first: objects and native nodes by name, other nodes by type in brackets,
   * prototype objects as `(prototype)`. The count of a class of type `object` is `instances(name).length`. Pays for
   * dominators once.
   */
  classes(): readonly ClassSummary[] {
    return this.#indexes.classSummaries();
  }

  /**
   * The table of classes that Chrome DevTools shows in its summary, number by number, largest retained size first:
   * plain objects split by their properties (`{a, b}`), classes of one name by where they were defined, and sizes of
   * internal parts with the objects that own them. Pays for DevTools' dominators once.
   */
  classTable(): readonly ClassTableRow[] {
    return this.#indexes.devTools().table;
  }

  /**
   * The nodes that {@link HeapGraph.classTable} counts under a name, in snapshot order; empty for an unknown one. Unlike
   * `instances` it knows groups such as `(string)` and `{a, b}`, and has prototype objects where DevTools counts them.
   */
  classMembers(name: string): NodeOrdinal[] {
    return findClassMembers(this.columns, name);
  }

  /**
   * The instances of a class: nodes of type `object` with that name, without prototype objects (whose own
   * `constructor` leads to a closure whose `prototype` leads back) and without instances of subclasses, which carry
   * the subclass's name. In snapshot order; empty for an unknown class, see {@link HeapGraph.hasClass}. A prototype
   * without a `constructor` counts as an instance: V8 names that of each generator function `Generator`.
   */
  instances(name: string, options: InstancesOptions = {}): NodeOrdinal[] {
    return this.#indexes.classes.instances(name, options);
  }

  /** Whether this heap has an instance of that class, or a constructor of that name. */
  hasClass(name: string): boolean {
    return this.#indexes.classes.has(name);
  }

  /** The names for which {@link HeapGraph.hasClass} is true, sorted. */
  classNames(): readonly string[] {
    return this.#indexes.classes.names();
  }

  /** Whether the node is a prototype object, which `instances` leaves out. */
  isPrototype(node: NodeOrdinal): boolean {
    return this.#read(this.#indexes.classes.prototypes().isPrototype, node) === 1;
  }

  /** The references that lead to a node, in snapshot order, weak ones too. */
  retainers(node: NodeOrdinal): Retainer[] {
    return retainersOf(this.#indexes, this.#check(node));
  }

  /** The nearest node that every path from the root to this one leads through; undefined for the root and for unreachable nodes. */
  dominator(node: NodeOrdinal): NodeOrdinal | undefined {
    const dominator = this.#read(this.#indexes.dominators().dominator, node);
    return dominator === NONE ? undefined : nodeOrdinal(dominator);
  }

  /** The nodes whose dominator this is, in snapshot order. */
  dominated(node: NodeOrdinal): NodeOrdinal[] {
    return childrenOf(this.#indexes.dominated(), this.#check(node));
  }

  /**
   * Retained size: what would be freed with the node, its own size and that of all nodes it dominates. Its own size
   * alone when unreachable.
   */
  retainedBytes(node: NodeOrdinal): number {
    return this.#read(this.#indexes.retained(), node);
  }

  /** The number of references on the shortest path from the root; undefined when unreachable. */
  distance(node: NodeOrdinal): number | undefined {
    const distance = this.#read(this.#indexes.paths().distance, node);
    return distance === NONE ? undefined : distance;
  }

  /**
   * The distance that Chrome DevTools shows: the references from the root over the user's objects alone, and over
   * 100,000,000 for V8's own parts, which no object of the user's leads to. Undefined when unreachable.
   */
  devToolsDistance(node: NodeOrdinal): number | undefined {
    const distance = this.#read(this.#indexes.devToolsDistances(), node);
    return distance === NONE ? undefined : distance;
  }

  /**
   * A shortest chain of references from the root to the node; the first one in the order of the snapshot if there are
   * several. Undefined when nothing keeps it. With `avoiding` each call searches anew.
   */
  retainingPath(node: NodeOrdinal, options: RetainingPathOptions = {}): RetainingPath | undefined {
    return findPath(this.#indexes, this.#check(node), options);
  }

  /**
   * Several paths that retain a node, a shortest one first. No two share a node, but for those that every way leads
   * through (its dominators): so these are the places where to cut. Each costs a search.
   */
  retainingPaths(node: NodeOrdinal, options: RetainingPathsOptions = {}): RetainingPath[] {
    return findDisjointPaths(this.#indexes, this.#check(node), options);
  }

  /**
   * The nodes that a group retains together: everything that would be freed if the whole group were collected. This is
   * V8's meaning to the letter, WeakMap pairs included: a value goes with its key and with the map's table.
   */
  retainedSet(nodes: Iterable<NodeOrdinal>): RetainedSet {
    const group = Array.from(nodes, (node) => this.#check(node));
    return findRetainedSet(this.columns, this.#indexes.pairs(), this.#indexes.live(), group);
  }

  /** The nodes that nothing keeps alive: the next collection would take them. In snapshot order. */
  unreachable(): NodeOrdinal[] {
    const live = this.#indexes.live();
    const listed = internalizedStrings(this.columns);
    return [...this.find((node) => live[node] === 0 && !listed.has(node))];
  }

  /** The nodes for which a predicate is true, in snapshot order, found lazily. */
  *find(predicate: (node: NodeOrdinal) => boolean): Generator<NodeOrdinal> {
    for (const node of this.ordinals()) if (predicate(node)) yield node;
  }

  /**
   * The nodes that retain most, where that fans out: of a chain in which each has nearly all from the next, the last
   * is given. V8's synthetic nodes are left out. Pays for dominators once.
   */
  biggestDominators(limit: number): BiggestDominator[] {
    return findBiggestDominators(this.#indexes, limit);
  }

  /** The text of a string node, concatenated ones put together; undefined for a node that is no string. */
  string(node: NodeOrdinal): HeapString | undefined {
    this.#check(node);
    return textOf(this.columns, node, (from, half) => this.#indexes.follow(from, half, 'internal'));
  }

  /** Texts that several flat strings of the heap have, the most wasteful first. */
  duplicateStrings(options: DuplicateStringsOptions = {}): DuplicateString[] {
    return findDuplicateStrings(this.columns, options);
  }

  /** Whether the embedder reports that a node is attached to its tree. Node.js says nothing, browsers do. */
  detachedness(node: NodeOrdinal): Detachedness {
    const { nodeDetachedness } = this.columns;
    const state = nodeDetachedness === undefined ? 0 : this.#read(nodeDetachedness, node);
    return state === 1 ? 'attached' : state === 2 ? 'detached' : 'unknown';
  }

  /**
   * Every node's class, as in {@link HeapGraph.classCounts}; treat it as read-only.
   *
   * @internal
   */
  classIndex(): ClassIndex {
    return this.#indexes.classes.index();
  }

  #check(node: NodeOrdinal): NodeOrdinal {
    this.#read(this.columns.nodeType, node);
    return node;
  }

  #read(column: ArrayLike<number>, node: NodeOrdinal): number {
    const value = node < this.nodeCount ? column[node] : undefined;
    if (value === undefined)
      throw new RangeError(`node ${node} does not exist: this heap has ${this.nodeCount} nodes`);
    return value;
  }
}
