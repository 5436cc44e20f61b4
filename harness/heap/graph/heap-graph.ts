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
 * A heap snapshot as a graph. Nodes are ordinals; plain objects are created for results only. Each index (reverse
 * edges, classes, distances, dominators) is computed on first use and then kept.
 *
 * A reference that does not keep its target alive is in `edges` and `retainers`, but not in distances, paths,
 * dominators and retained sizes: weak edges, shortcuts that repeat another path, and the table's half of a WeakMap pair
 * (the value counts as kept by its key, as in Chrome DevTools).
 *
 * Methods that take a node throw a RangeError if the graph has no node with that ordinal.
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
   * Creates the graph over `columns`, which it keeps and never changes. Computes nothing yet.
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

  /** Yields all nodes in snapshot order. */
  *ordinals(): Generator<NodeOrdinal> {
    for (let node = 0; node < this.nodeCount; node++) yield nodeOrdinal(node);
  }

  /** Returns a node as plain data. */
  node(node: NodeOrdinal): HeapNode {
    return this.#indexes.nodeView(this.#check(node));
  }

  /** Returns the node with that id, or undefined. */
  nodeById(id: HeapObjectId): NodeOrdinal | undefined {
    return this.#indexes.ids().find(id);
  }

  id(node: NodeOrdinal): HeapObjectId {
    return heapObjectId(this.#read(this.columns.nodeId, node));
  }

  /** Returns a node’s name. */
  name(node: NodeOrdinal): string {
    return this.columns.strings.at(this.#read(this.columns.nodeName, node));
  }

  type(node: NodeOrdinal): string {
    // The reader has checked that each type has a name.
    return this.columns.nodeTypes[this.#read(this.columns.nodeType, node)]!;
  }

  /** Returns a node's shallow size, without referenced objects. */
  shallowBytes(node: NodeOrdinal): number {
    return this.#read(this.columns.nodeShallowBytes, node);
  }

  /** Returns the position where a function, or the constructor of an object, was defined, as recorded by V8. */
  location(node: NodeOrdinal): SourceLocation | undefined {
    const row = (this.#indexes.locations()[node] ?? 0) - 1;
    if (row < 0) return undefined;
    const { scriptId, line, column } = this.columns.locations;
    // `row` is below the common length of the columns.
    return { scriptId: scriptId[row]!, line: line[row]!, column: column[row]! };
  }

  /** Yields the references that start at a node, including weak ones, in snapshot order. */
  edges(node: NodeOrdinal): Generator<HeapEdge> {
    return edgesFrom(this.#indexes, this.#check(node));
  }

  /**
   * Returns the target of a node's reference called `name`: by default an own property of an object (or `__proto__`);
   * pass `type` for others, for example `property(weakRef, 'target', 'weak')` or `property(map, 'table', 'internal')`.
   * Of several references with that name the last one counts, because V8 writes the real `__proto__` after an own
   * property of that name. Small integers have no edge.
   */
  property(node: NodeOrdinal, name: string, type: NamedEdgeType = 'property'): NodeOrdinal | undefined {
    return this.#indexes.follow(this.#check(node), name, type);
  }

  /** Yields the elements of an array or of integer keys as index and node, without holes and small integers. */
  elements(node: NodeOrdinal): Generator<readonly [index: number, to: NodeOrdinal]> {
    return elementsFrom(this.columns, this.#check(node));
  }

  /** Returns what {@link HeapGraph.classes} does with shallow sizes only, without computing dominators. */
  classCounts(): readonly ClassCount[] {
    return this.#indexes.classes.counts();
  }

  /**
   * Returns all classes by retained size, largest first: objects and native nodes by name, other nodes by type in
   * brackets, prototype objects as `(prototype)`. The count of a class of type `object` is `instances(name).length`.
   * The first call computes the dominators.
   */
  classes(): readonly ClassSummary[] {
    return this.#indexes.classSummaries();
  }

  /**
   * Returns the class table that Chrome DevTools shows in its summary, with the same numbers, largest retained size
   * first: plain objects split by their properties (`{a, b}`), classes of the same name by where they were defined, and
   * sizes of internal parts added to the objects that own them. The first call computes DevTools' dominators.
   */
  classTable(): readonly ClassTableRow[] {
    return this.#indexes.devTools().table;
  }

  /**
   * Returns the nodes that {@link HeapGraph.classTable} counts under a name, in snapshot order; empty for an unknown
   * name. Unlike `instances`, it knows groups such as `(string)` and `{a, b}`, and has prototype objects where DevTools
   * counts them.
   */
  classMembers(name: string): NodeOrdinal[] {
    return findClassMembers(this.columns, name);
  }

  /**
   * Returns the instances of a class: nodes of type `object` with that name, without prototype objects (whose own
   * `constructor` leads to a closure whose `prototype` leads back) and without instances of subclasses, which carry the
   * subclass's name. In snapshot order; empty for an unknown class, see {@link HeapGraph.hasClass}. A prototype without
   * a `constructor` counts as an instance: V8 names the prototype of each generator function `Generator`.
   */
  instances(name: string, options: InstancesOptions = {}): NodeOrdinal[] {
    return this.#indexes.classes.instances(name, options);
  }

  /** Whether this heap has an instance of that class or a constructor of that name. */
  hasClass(name: string): boolean {
    return this.#indexes.classes.has(name);
  }

  /** Returns the names for which {@link HeapGraph.hasClass} is true, sorted. */
  classNames(): readonly string[] {
    return this.#indexes.classes.names();
  }

  /** Whether the node is a prototype object, which `instances` leaves out. */
  isPrototype(node: NodeOrdinal): boolean {
    return this.#read(this.#indexes.classes.prototypes().isPrototype, node) === 1;
  }

  /** Returns the references that lead to a node, including weak ones, in snapshot order. */
  retainers(node: NodeOrdinal): Retainer[] {
    return retainersOf(this.#indexes, this.#check(node));
  }

  /**
   * Returns the immediate dominator of a node: the nearest node that every path from the root leads through. Undefined
   * for the root and for unreachable nodes.
   */
  dominator(node: NodeOrdinal): NodeOrdinal | undefined {
    const dominator = this.#read(this.#indexes.dominators().dominator, node);
    return dominator === NONE ? undefined : nodeOrdinal(dominator);
  }

  /** Returns the nodes whose immediate dominator is this node, in snapshot order. */
  dominated(node: NodeOrdinal): NodeOrdinal[] {
    return childrenOf(this.#indexes.dominated(), this.#check(node));
  }

  /**
   * Returns a node's retained size: its own size and that of all nodes it dominates, which would be freed with it. Its
   * own size alone if it is unreachable.
   */
  retainedBytes(node: NodeOrdinal): number {
    return this.#read(this.#indexes.retained(), node);
  }

  /** Returns the number of references on the shortest path from the root; undefined if the node is unreachable. */
  distance(node: NodeOrdinal): number | undefined {
    const distance = this.#read(this.#indexes.paths().distance, node);
    return distance === NONE ? undefined : distance;
  }

  /**
   * Returns the distance that Chrome DevTools shows: the number of references from the root over user objects only;
   * 100,000,000 or more for V8's own parts that no user object leads to. Undefined if the node is unreachable.
   */
  devToolsDistance(node: NodeOrdinal): number | undefined {
    const distance = this.#read(this.#indexes.devToolsDistances(), node);
    return distance === NONE ? undefined : distance;
  }

  /**
   * Returns a shortest chain of references from the root to the node; of several, the first in snapshot order.
   * Undefined if nothing retains the node. With `avoiding`, each call searches again.
   */
  retainingPath(node: NodeOrdinal, options: RetainingPathOptions = {}): RetainingPath | undefined {
    return findPath(this.#indexes, this.#check(node), options);
  }

  /**
   * Returns several paths that retain a node, a shortest one first. They share only the nodes that every path leads
   * through (the dominators), so together they show where references must be cut. Each path costs a search.
   */
  retainingPaths(node: NodeOrdinal, options: RetainingPathsOptions = {}): RetainingPath[] {
    return findDisjointPaths(this.#indexes, this.#check(node), options);
  }

  /**
   * Returns the nodes that a group retains together: everything that would be freed if the whole group were collected.
   * WeakMap pairs follow V8's exact semantics here: a value is freed with its key or with the map's table.
   */
  retainedSet(nodes: Iterable<NodeOrdinal>): RetainedSet {
    const group = Array.from(nodes, (node) => this.#check(node));
    return findRetainedSet(this.columns, this.#indexes.pairs(), group);
  }

  /** Returns the nodes that nothing retains and the next garbage collection would free, in snapshot order. */
  unreachable(): NodeOrdinal[] {
    const live = this.#indexes.live();
    const listed = internalizedStrings(this.columns);
    return [...this.find((node) => live[node] === 0 && !listed.has(node))];
  }

  /** Yields the nodes for which a predicate is true, lazily and in snapshot order. */
  *find(predicate: (node: NodeOrdinal) => boolean): Generator<NodeOrdinal> {
    for (const node of this.ordinals()) if (predicate(node)) yield node;
  }

  /**
   * Returns the nodes that retain most, at the point where memory fans out: in a chain of nodes that each get nearly
   * all their retained size from the next, the last one is returned. V8's synthetic nodes are left out. The first call
   * computes the dominators.
   */
  biggestDominators(limit: number): BiggestDominator[] {
    return findBiggestDominators(this.#indexes, limit);
  }

  /** Returns the text of a string node, with concatenated strings joined; undefined if the node is not a string. */
  string(node: NodeOrdinal): HeapString | undefined {
    this.#check(node);
    return textOf(this.columns, node, (from, half) => this.#indexes.follow(from, half, 'internal'));
  }

  /** Returns texts that several flat strings of the heap have, the most wasteful first. */
  duplicateStrings(options: DuplicateStringsOptions = {}): DuplicateString[] {
    return findDuplicateStrings(this.columns, options);
  }

  /** Returns whether the embedder reports a node as attached to its tree. Node.js does not report this, browsers do. */
  detachedness(node: NodeOrdinal): Detachedness {
    const { nodeDetachedness } = this.columns;
    const state = nodeDetachedness === undefined ? 0 : this.#read(nodeDetachedness, node);
    return state === 1 ? 'attached' : state === 2 ? 'detached' : 'unknown';
  }

  /**
   * Returns every node's class, as in {@link HeapGraph.classCounts}; treat it as read-only.
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
