import { VARIOUS } from '../../heap/diff/index.js';
import { type EdgeOrdinal, edgeOrdinal, nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { NONE } from '../../heap/graph/index.js';
import { classNameOf, shownClass, shownClassOf } from '../grouping/class-name.js';
import { type Anchor, findAnchors, seedsOf } from './anchors.js';
import { blockVariable } from './block-variables.js';
import type { EdgeOrder } from './edge-order.js';
import type { HeapFacts } from './heap-facts.js';
import type { Hop, Inspector } from '../inspector.js';
import { INSPECTORS } from '../inspectors/index.js';
import { type Cuts, type Paths, pathTo, searchPaths, type Seed } from './search-paths.js';
import type { SourceMaps } from '../trace/source-maps.js';
import { isOwnFrame } from './own-frames.js';
import { SourcePositions } from '../trace/source-positions.js';
import { type Step, stepsOf } from '../trace/steps.js';
import { shortTrace } from '../trace/short-trace.js';
import { leakTrace, type TraceTools } from '../trace/leak-trace.js';
import type { Token } from '../grouping/signature.js';
import type { LeakTrace } from '../types.js';
import type { Word } from '../trace/signature-words.js';

/** Options for preparing a heap. */
export interface WitnessHeapOptions {
  readonly isOld: (node: NodeOrdinal) => boolean;
  readonly isSuspect: (node: NodeOrdinal) => boolean;
  readonly inspectors: readonly Inspector[];
  readonly maps: SourceMaps;
}

/** A preferred path, from its seed. */
export interface FoundPath {
  readonly nodes: readonly NodeOrdinal[];
  readonly edges: readonly EdgeOrdinal[];
}

/** Classes of lists and tables, which programs make anew with the same content. */
const COLLECTIONS: ReadonlySet<string> = new Set(['Array', 'Map', 'Set']);

/** A heap prepared for finding paths: levels, anchors and seeds are computed once. */
export class WitnessHeap {
  readonly facts: HeapFacts;
  readonly levels: Uint8Array;
  readonly order: EdgeOrder;
  readonly seeds: readonly Seed[];
  readonly paths: Paths;
  readonly tools: TraceTools;
  /** Leaking objects whose names are generated; empty until `generatedNames()` has found them. */
  readonly generated: Set<NodeOrdinal> = new Set();
  readonly #anchors: ReadonlyMap<NodeOrdinal, Anchor>;

  constructor(facts: HeapFacts, levels: Uint8Array, order: EdgeOrder, options: WitnessHeapOptions) {
    this.facts = facts;
    const anchors = findAnchors(facts, options);
    this.#anchors = new Map(anchors.map((anchor) => [anchor.node, anchor]));
    this.levels = levels;
    this.order = order;
    this.seeds = seedsOf(facts, anchors);
    this.paths = this.search();
    this.tools = {
      facts,
      inspectors: [...options.inspectors, ...INSPECTORS],
      positions: new SourcePositions(facts, options.maps),
      isOld: options.isOld,
      isSuspect: options.isSuspect,
      accumulating: new Set(),
    };
  }

  search(cuts?: Cuts): Paths {
    return searchPaths(this.facts.heap.columns, this.levels, this.order, this.seeds, cuts);
  }

  isAnchor(node: NodeOrdinal): boolean {
    return this.#anchors.has(node);
  }

  /**
   * Whether a node is an older object or function, which is expected to be alive, unless it grows itself. V8's own nodes
   * are not what programs keep.
   */
  isAlive(node: NodeOrdinal): boolean {
    const type = this.facts.heap.type(node);
    return (type === 'object' || type === 'closure') && this.tools.isOld(node) && !this.tools.isSuspect(node);
  }

  /** Whether two objects are of one class, lists and tables aside. */
  isOfKind(one: NodeOrdinal, other: NodeOrdinal): boolean {
    const { heap } = this.facts;
    const name = heap.name(one);
    return name === heap.name(other) && heap.type(one) === heap.type(other) && !COLLECTIONS.has(name);
  }

  /**
   * Returns the index of the first suspect on a path below the last object that is expected to be alive: suspects that
   * lead to such an object do not leak. The number of nodes if there is none.
   */
  leakingFrom({ nodes }: Pick<FoundPath, 'nodes'>): number {
    const alive = nodes.findLastIndex((node) => this.isAlive(node));
    const at = nodes.findIndex((node, index) => index > alive && this.tools.isSuspect(node));
    return at < 0 ? nodes.length : at;
  }

  /** Returns the class name by which a node is grouped: one for all generated names. */
  nameOf(node: NodeOrdinal): string {
    return this.generated.has(node) ? VARIOUS : classNameOf(this.facts.heap, node);
  }

  /** Returns that name as texts show it. */
  shown(node: NodeOrdinal): string {
    const { heap } = this.facts;
    return this.generated.has(node) ? shownClassOf(VARIOUS, heap.type(node)) : shownClass(heap, node);
  }

  path(node: NodeOrdinal, paths: Paths = this.paths): FoundPath | undefined {
    return pathTo(paths, node);
  }

  /** Returns the last reference of the preferred path to a node; undefined for a seed. */
  lastHop(node: NodeOrdinal): Hop | undefined {
    const edge = this.paths.lastEdge[node] ?? NONE;
    const from = this.paths.previous[node] ?? NONE;
    if (edge === NONE || from === NONE) return undefined;
    return this.hop({ nodes: [nodeOrdinal(from), node], edges: [edgeOrdinal(edge)] }, 0);
  }

  hops(path: FoundPath): Hop[] {
    return path.edges.map((_, at) => this.hop(path, at));
  }

  /** Returns one reference of a path. */
  hop({ nodes, edges }: FoundPath, at: number): Hop {
    const { edgeType, edgeTypes, edgeNameOrIndex, strings } = this.facts.heap.columns;
    // The edge belongs to this heap; a path has one node more than edges.
    const edge = edges[at]!;
    const type = edgeTypes[edgeType[edge]!]!;
    const name = edgeNameOrIndex[edge]!;
    const isIndex = type === 'element' || type === 'hidden';
    const [from, to] = [nodes[at]!, nodes[at + 1]!];
    const variable =
      type === 'hidden' && this.facts.isContext(from)
        ? blockVariable(this.facts.heap, from, name)
        : undefined;
    if (variable !== undefined) return { type: 'context', name: variable, from, to };
    return { type, name: isIndex ? name : strings.at(name), from, to };
  }

  /** Returns the path as steps, without V8's synthetic roots. */
  steps(path: FoundPath): Step[] {
    const hops = this.hops(path).slice(this.#rootHops(path));
    const { facts, tools } = this;
    const isFolded = this.#hopsThroughHarness(path) > 0;
    return stepsOf(facts, isFolded ? [ofScenario(hops[0]), ...tools.inspectors] : tools.inspectors, hops);
  }

  /** Returns the path as a trace for people, in which repetitions are folded. */
  trace(path: FoundPath): LeakTrace {
    const steps = this.steps(path);
    return shortTrace(this.facts, this.fullTrace(path, steps), steps, this.rootExpression(path));
  }

  /** Returns the path as a trace with one node per step. */
  fullTrace(path: FoundPath, steps: readonly Step[]): LeakTrace {
    return leakTrace(this.tools, this.#root(path), steps, this.rootExpression(path));
  }

  /** Returns the expression for the beginning of the path, as in code; empty if references name themselves. */
  rootExpression(path: FoundPath): string {
    return this.#hopsThroughHarness(path) > 0 ? '' : (this.#anchorOf(path)?.expression ?? '');
  }

  /** Returns the root of the trace, where the path begins. */
  #root(path: FoundPath): LeakTrace['root'] {
    if (this.#hopsThroughHarness(path) > 0) return SCENARIO;
    const anchor = this.#anchorOf(path);
    if (anchor !== undefined) return { word: anchor.word, text: `${anchor.text}: ${anchor.reason}` };
    return rootOf(this.#rootNames(path));
  }

  rootToken(path: FoundPath): Token {
    if (this.#hopsThroughHarness(path) > 0) return { text: SCENARIO.word, kind: 'word' };
    const anchor = this.#anchorOf(path);
    if (anchor === undefined) return { text: rootOf(this.#rootNames(path)).word, kind: 'word' };
    return { text: anchor.name === '' ? anchor.word : `${anchor.word} ${anchor.name}`, kind: 'anchor' };
  }

  #anchorOf({ nodes }: FoundPath): Anchor | undefined {
    const [seed] = nodes;
    return seed === undefined ? undefined : this.#anchors.get(seed);
  }

  /**
   * Returns how many hops at the beginning lead through functions of the harness that wait for the scenario, if the
   * check runs in the user's process: users expect the path to begin in their own code.
   */
  #hopsThroughHarness({ nodes }: FoundPath): number {
    const { facts } = this;
    const first = nodes.findIndex((node) => facts.origin(node) === 'user');
    if (first < 0 || first >= this.leakingFrom({ nodes })) return 0;
    return nodes.slice(0, first).some((node) => isOwnFrame(facts, node)) ? first - 1 : 0;
  }

  /** Returns how many hops at the beginning lead through nodes unknown to users: synthetic roots, and the harness. */
  #rootHops(path: FoundPath): number {
    const ours = this.#hopsThroughHarness(path);
    if (ours > 0) return ours;
    if (this.#anchorOf(path) !== undefined) return 0;
    const { heap } = this.facts;
    // From Node 26 on, objects that Node's C++ code retains are `native`, before that `synthetic`.
    const isMade = (node: NodeOrdinal): boolean =>
      heap.type(node) === 'synthetic' ||
      (heap.type(node) === 'native' && heap.name(node).startsWith('Node /'));
    const first = path.nodes.findIndex((node) => !isMade(node));
    return first < 0 ? path.edges.length : Math.max(0, first - 1);
  }

  #rootNames(path: FoundPath): string[] {
    const { heap } = this.facts;
    const made = path.nodes.slice(0, this.#rootHops(path) + 1);
    return made.map((node) => heap.name(node)).filter((name) => name !== '');
  }
}

/** The root of a scenario that runs in the process that checks it. */
const SCENARIO: LeakTrace['root'] = {
  word: 'harness',
  text: 'the scenario: retained by the check while it runs',
};

/** Describes the first reference from that root: the slots of the harness's calls are not informative. */
function ofScenario(first: Hop | undefined): Inspector {
  return {
    name: 'scenario',
    refer: ([hop], heap) => {
      if (hop === undefined || hop !== first) return undefined;
      return { hops: 1, text: heap.type(hop.to) === 'closure' ? 'its function' : 'its object' };
    },
  };
}

/** Words and texts for the synthetic roots of V8 and Node, by pattern of their names. */
const ROOTS: readonly (readonly [name: RegExp, word: Word, text: string])[] = [
  [/^\(Stack roots\)$/, 'stack', 'the stack of the thread'],
  [/^\(Handle scope\)$/, 'stack', 'a call from C++ that is still running'],
  [/^\((Global|Traced|Eternal) handles\)$/, 'handle', 'a handle held by C++ code'],
  [/^Node \/ (Worker|MessagePort|MessageChannel)$/, 'worker', 'a native handle of Node'],
  [/^Node \//, 'handle', 'a native handle of Node'],
  [/^\(GC roots\)$/, 'native', "V8's own roots"],
];

function rootOf(names: readonly string[]): { word: Word; text: string } {
  for (const name of names.toReversed()) {
    const known = ROOTS.find(([pattern]) => pattern.test(name));
    if (known !== undefined) return { word: known[1], text: `${known[2]} (${name.replace(/[()]/g, '')})` };
  }
  return { word: 'native', text: names.join(' → ') || 'the root of the heap' };
}
