import { nodeOrdinal, type NodeOrdinal } from '../core/units.js';
import { RetainingEdges } from '../graph/retaining-edges.js';
import { findWeakMapPairs } from '../graph/weak-map-pairs.js';
import type { HeapFacts } from './heap-facts.js';

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

/** A path that goes through something that is there only because of the measuring has at least this level. */
export const ARTEFACT_LEVEL: number = LEVELS.artefact;

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
  const machineryType = new Set(['code', 'object shape'].map((type) => nodeTypes.indexOf(type)));
  const arrayType = nodeTypes.indexOf('array');
  const named = new Uint8Array(edgeTypes.length);
  for (const type of ['property', 'internal']) named[edgeTypes.indexOf(type)] = 1;
  for (let ordinal = 0; ordinal < nodeCount; ordinal++) {
    const node = nodeOrdinal(ordinal);
    const { every, context } = levelsOutOf(facts, node);
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

function levelsOutOf(facts: HeapFacts, node: NodeOrdinal): { every: number; context: number } {
  const { heap } = facts;
  const type = heap.type(node);
  if (type === 'hidden' && facts.isNativeContext(node)) return { every: LEVELS.realm, context: 0 };
  if (type === 'closure') return { every: 0, context: CLOSURE_LEVELS[facts.origin(node)] };
  if (isMachine(type) && heap.name(node) === 'system / CallSiteInfo')
    return { every: LEVELS.artefact, context: LEVELS.artefact };
  return NOTHING;
}

const NOTHING = { every: 0, context: 0 } as const;

const CLOSURE_LEVELS = {
  unknown: 0,
  user: 0,
  node: LEVELS.nodeVariables,
  harness: LEVELS.harnessVariables,
} as const;

function isMachine(type: string): boolean {
  return type === 'hidden' || type === 'code' || type === 'object';
}
