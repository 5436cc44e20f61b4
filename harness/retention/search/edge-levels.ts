import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { findWeakMapPairs, RetainingEdges } from '../../heap/graph/index.js';
import { GLOBAL_HANDLES } from './handle-owners.js';
import type { HeapFacts } from './heap-facts.js';
import type { Origin } from './origin.js';

/** Marks an edge that does not keep its target alive. */
export const NOT_RETAINING = 255;

/** Level of each kind of reference: how unlikely it is that a user means it; 0 for the user's own references. */
const LEVELS = {
  /** From a closure of Node to its private variables, or its prototype. */
  nodeVariables: 1,
  /** From a realm, which refers to everything built in. */
  realm: 2,
  /** From a closure of the harness to its variables. */
  harnessVariables: 2,
  /** To a prototype, a hidden class or code: a real reference, but never the cause of a leak. */
  machinery: 3,
  /** Retained by the measurement itself; see `artefacts.ts`. */
  artefact: 8,
} as const;

/**
 * Computes the level of each edge, one byte: how unlikely it is that a user means this reference. The search prefers
 * paths with the lowest sum. Prototypes, hidden classes and realms connect everything with everything, so the shortest
 * path usually leads through them (`global → x → __proto__ → constructor → context → …`).
 */
export function edgeLevels(facts: HeapFacts): Uint8Array {
  const { columns } = facts.heap;
  const { nodeCount, nodeFirstEdge, nodeType, nodeTypes, edgeTypes, edgeType, edgeTo, edgeNameOrIndex } =
    columns;
  const retaining = new RetainingEdges(columns, findWeakMapPairs(columns));
  const levels = new Uint8Array(columns.edgeCount);
  const names = levelsByName(facts);
  const levelsOutOf = levelsOfSources(facts);
  const heldWeakly = weaklyHeldObjects(facts);
  const machineryType = new Set(['code', 'object shape'].map((type) => nodeTypes.indexOf(type)));
  const arrayType = nodeTypes.indexOf('array');
  const named = new Uint8Array(edgeTypes.length);
  for (const type of ['property', 'internal']) named[edgeTypes.indexOf(type)] = 1;
  for (let ordinal = 0; ordinal < nodeCount; ordinal++) {
    const node = nodeOrdinal(ordinal);
    const { every, context } = levelsOutOf(node);
    // `ordinal + 1` is at most the last index; `edge` is below `edgeCount`; targets are nodes.
    const end = nodeFirstEdge[ordinal + 1]!;
    for (let edge = nodeFirstEdge[ordinal]!; edge < end; edge++) {
      if (every === NOT_RETAINING || !retaining.retains(ordinal, edge)) {
        levels[edge] = NOT_RETAINING;
        continue;
      }
      let level = every;
      if (named[edgeType[edge]!] === 1) {
        const name = edgeNameOrIndex[edge]!;
        if (name === names.toObject && heldWeakly.has(edgeTo[edge]!)) {
          levels[edge] = NOT_RETAINING;
          continue;
        }
        const ofFunction = name === names.context || name === names.prototype;
        level += ofFunction ? context : (names.levels.get(name) ?? 0);
        if (name === names.rawStack && nodeType[edgeTo[edge]!] === arrayType) level += LEVELS.artefact;
      }
      if (machineryType.has(nodeType[edgeTo[edge]!]!)) level += LEVELS.machinery;
      levels[edge] = level;
    }
  }
  return levels;
}

/**
 * Finds the objects whose native halves do not keep them alive: the list of handles of C++ code refers to them weakly.
 * A snapshot has a strong reference from every native half, even if the object is collected when nothing else refers to
 * it: a hash, a web stream, a histogram (Node 20 to 24).
 */
function weaklyHeldObjects(facts: HeapFacts): Set<number> {
  const [weak, strong] = [new Set<number>(), new Set<number>()];
  for (const list of facts.nodesNamed(GLOBAL_HANDLES))
    for (const { type, to } of facts.heap.edges(list)) (type === 'weak' ? weak : strong).add(to);
  for (const object of strong) weak.delete(object);
  return weak;
}

interface NameLevels {
  readonly levels: ReadonlyMap<number, number>;
  /** String index of `context`, the edge from a closure to its variables. */
  readonly context: number;
  /** String index of `prototype`, by which a function that Node wraps in another is found, too. */
  readonly prototype: number;
  /** String index of the reference from a native half to its object. */
  readonly toObject: number;
  /** String index of the private symbol under which an error keeps its raw stack, as an array. */
  readonly rawStack: number;
}

function levelsByName({ heap }: HeapFacts): NameLevels {
  const { strings } = heap.columns;
  const levels = new Map<number, number>();
  const put = (indexes: Iterable<number>, level: number): void => {
    for (const index of indexes) levels.set(index, level);
  };
  put(strings.indexesOf('__proto__'), LEVELS.machinery);
  for (const name of ['weak_refs_keep_during_job', 'feedback_vectors_for_profiling_tools'])
    put(strings.indexesOf(name), LEVELS.artefact);
  put(strings.indexesContaining('DevTools console'), LEVELS.artefact);
  const [context = -1] = strings.indexesOf('context');
  const [prototype = -1] = strings.indexesOf('prototype');
  const [toObject = -1] = strings.indexesOf('native_to_javascript');
  const [rawStack = -1] = strings.indexesOf('<symbol>');
  return { levels, context, prototype, toObject, rawStack };
}

interface SourceLevels {
  /** Level of each edge that starts at the node. */
  readonly every: number;
  /** Additional level of the edges `context` and `prototype`. */
  readonly context: number;
}

/** Returns the levels of the edges that start at a node; compares names by number, because every node is queried. */
function levelsOfSources(facts: HeapFacts): (node: NodeOrdinal) => SourceLevels {
  const { nodeType, nodeTypes, nodeName, strings } = facts.heap.columns;
  const closure = nodeTypes.indexOf('closure');
  const byName = new Map<number, SourceLevels>();
  for (const index of strings.indexesOf('system / NativeContext')) byName.set(index, REALM);
  for (const index of strings.indexesOf('system / CallSiteInfo')) byName.set(index, FRAME);
  for (const name of WEAKLY_HOLDING)
    for (const index of strings.indexesOf(name)) byName.set(index, { every: NOT_RETAINING, context: 0 });
  // The caller's node belongs to this heap.
  return (node) =>
    nodeType[node] === closure ? CLOSURES[facts.origin(node)] : (byName.get(nodeName[node]!) ?? NOTHING);
}

/**
 * Native halves that live as long as their objects and do not keep these alive, although a snapshot has a strong
 * reference: a context of `node:vm` and a `vm.Script` are collected when nothing else refers to them (Node 20 to 26).
 */
const WEAKLY_HOLDING = ['Node / ContextifyContext', 'Node / ContextifyScript'];

const NOTHING: SourceLevels = { every: 0, context: 0 };
const REALM: SourceLevels = { every: LEVELS.realm, context: 0 };
const FRAME: SourceLevels = { every: LEVELS.artefact, context: 0 };

const CLOSURES: Readonly<Record<Origin, SourceLevels>> = {
  unknown: NOTHING,
  user: NOTHING,
  node: { every: 0, context: LEVELS.nodeVariables },
  harness: { every: 0, context: LEVELS.harnessVariables },
};
