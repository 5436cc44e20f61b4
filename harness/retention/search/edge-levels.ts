import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { findWeakMapPairs, RetainingEdges } from '../../heap/graph/index.js';
import type { HeapFacts } from './heap-facts.js';
import type { Origin } from './origin.js';

/** Marks an edge that does not keep its target alive. */
export const NOT_RETAINING = 255;

/** How far out of a person's way each kind of reference lies; 0 for the user's own. */
const LEVELS = {
  /** Out of a closure of Node's into its private variables. */
  nodeVariables: 1,
  /** Out of a realm: everything built in hangs there. */
  realm: 2,
  /** Out of a closure of ours. */
  harnessVariables: 2,
  /** To a prototype, a hidden class or code: true, but never what keeps a leak. */
  machinery: 3,
  /** What the act of measuring holds; see `artefacts.ts`. */
  artefact: 8,
} as const;

/**
 * The level of each edge, one byte: how unlikely it is that a person means this reference. The search takes paths of
 * the lowest sum first. Prototypes, hidden classes and realms connect everything with everything; the shortest path
 * leads through them more often than not (`global → x → __proto__ → constructor → context → …`).
 */
export function edgeLevels(facts: HeapFacts): Uint8Array {
  const { columns } = facts.heap;
  const { nodeCount, nodeFirstEdge, nodeType, nodeTypes, edgeTypes, edgeType, edgeTo, edgeNameOrIndex } =
    columns;
  const retaining = new RetainingEdges(columns, findWeakMapPairs(columns));
  const levels = new Uint8Array(columns.edgeCount);
  const names = levelsByName(facts);
  const levelsOutOf = levelsOfSources(facts);
  const machineryType = new Set(['code', 'object shape'].map((type) => nodeTypes.indexOf(type)));
  const arrayType = nodeTypes.indexOf('array');
  const named = new Uint8Array(edgeTypes.length);
  for (const type of ['property', 'internal']) named[edgeTypes.indexOf(type)] = 1;
  for (let ordinal = 0; ordinal < nodeCount; ordinal++) {
    const node = nodeOrdinal(ordinal);
    const { every, context } = levelsOutOf(node);
    // `ordinal + 1` is the last entry at most; `edge` is below `edgeCount`, targets are nodes.
    const end = nodeFirstEdge[ordinal + 1]!;
    for (let edge = nodeFirstEdge[ordinal]!; edge < end; edge++) {
      if (!retaining.retains(ordinal, edge)) {
        levels[edge] = NOT_RETAINING;
        continue;
      }
      let level = every;
      if (named[edgeType[edge]!] === 1) {
        const name = edgeNameOrIndex[edge]!;
        level += name === names.context ? context : (names.levels.get(name) ?? 0);
        if (name === names.rawStack && nodeType[edgeTo[edge]!] === arrayType) level += LEVELS.artefact;
      }
      if (machineryType.has(nodeType[edgeTo[edge]!]!)) level += LEVELS.machinery;
      levels[edge] = level;
    }
  }
  return levels;
}

interface NameLevels {
  readonly levels: ReadonlyMap<number, number>;
  /** String index of `context`, the edge from a closure to its variables. */
  readonly context: number;
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
  const [rawStack = -1] = strings.indexesOf('<symbol>');
  return { levels, context, rawStack };
}

interface SourceLevels {
  /** Of each edge out of the node. */
  readonly every: number;
  /** Of the edge `context`, besides. */
  readonly context: number;
}

/** Gives the levels of the edges out of a node; compares names by number, because every node is asked for. */
function levelsOfSources(facts: HeapFacts): (node: NodeOrdinal) => SourceLevels {
  const { nodeType, nodeTypes, nodeName, strings } = facts.heap.columns;
  const closure = nodeTypes.indexOf('closure');
  const byName = new Map<number, SourceLevels>();
  for (const index of strings.indexesOf('system / NativeContext')) byName.set(index, REALM);
  for (const index of strings.indexesOf('system / CallSiteInfo')) byName.set(index, FRAME);
  // The caller's node is of this heap.
  return (node) =>
    nodeType[node] === closure ? CLOSURES[facts.origin(node)] : (byName.get(nodeName[node]!) ?? NOTHING);
}

const NOTHING: SourceLevels = { every: 0, context: 0 };
const REALM: SourceLevels = { every: LEVELS.realm, context: 0 };
const FRAME: SourceLevels = { every: LEVELS.artefact, context: 0 };

const CLOSURES: Readonly<Record<Origin, SourceLevels>> = {
  unknown: NOTHING,
  user: NOTHING,
  node: { every: 0, context: LEVELS.nodeVariables },
  harness: { every: 0, context: LEVELS.harnessVariables },
};
