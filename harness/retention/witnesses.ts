import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import type { SurvivingAllocations } from '../isolates/agent/index.js';
import { allocationSiteOf } from './trace/allocation-sites.js';
import { artefactOf } from './artefacts.js';
import { edgeLevels } from './search/edge-levels.js';
import { edgeOrder } from './search/edge-order.js';
import { familiesOf, headsByNode } from './grouping/families.js';
import { cutPointOf } from './grouping/cut-point.js';
import { cutKeyOf, cutTextOf } from './grouping/cut-words.js';
import { containersFilledInTurn } from './grouping/filled-in-turn.js';
import { generatedNames } from './grouping/generated-names.js';
import { type Group, groupsOf } from './grouping/groups.js';
import { HeapFacts } from './search/heap-facts.js';
import { ownerOf } from './search/handle-owners.js';
import { holdersOf } from './search/holders.js';
import type { Inspector } from './inspector.js';
import { isCuttable, leakKindOf } from './kinds/classify.js';
import { ownerTextOf } from './kinds/held-group.js';
import { verifiedCutOf } from './grouping/verified-cut.js';
import type { Follower, LeakTrace, Witness } from './types.js';
import { shortTrace } from './trace/short-trace.js';
import { SourceMaps } from './trace/source-maps.js';
import { structuresOf } from './grouping/structures.js';
import { WitnessHeap } from './search/witness-heap.js';

export interface WitnessOptions {
  /**
   * Objects known to be alive; usually those that existed before the first cycle.
   * @defaultValue nothing but globals, modules and Node's own lists
   */
  readonly isOld?: ((node: NodeOrdinal) => boolean) | undefined;
  /**
   * Inspectors called before the built-in ones for the meaning of nodes and references.
   * @defaultValue none
   */
  readonly inspectors?: readonly Inspector[] | undefined;
  /**
   * Maximum number of retainers to search in each group, besides that of the trace. Each costs a search of the heap.
   * @defaultValue 3
   */
  readonly maximumHolders?: number | undefined;
  /**
   * Maximum number of groups to describe in full, largest first; retainers of the others are not searched.
   * @defaultValue 20
   */
  readonly maximumGroups?: number | undefined;
  /**
   * Minimum number of suspects of a group, all classes together; smaller groups are left out.
   * @defaultValue 1
   */
  readonly minimumCount?: number | undefined;
  /**
   * Where survivors were allocated, as reported by the worker that sampled its allocations.
   * @defaultValue unknown
   */
  readonly allocations?: readonly SurvivingAllocations[] | undefined;
  /**
   * Whether to map positions to the original sources, with the source maps next to the scripts.
   * @defaultValue true
   */
  readonly sourceMaps?: boolean | undefined;
}

/** A witness with data that is only meaningful together with its heap. */
export interface FoundWitness extends Witness {
  /** All suspects of the group, of any class: the members, and the suspects that leak with them. */
  readonly suspects: readonly NodeOrdinal[];
}

/** Returns a witness without data that is only meaningful together with its heap. */
export function toldWitness(found: FoundWitness): Witness {
  const { suspects, ...witness } = found;
  void suspects;
  return witness;
}

/**
 * Groups suspects by how they are retained, with a trace from a root for each group, groups with most suspects first. A
 * suspect below another one belongs to that one's group; unreachable suspects are left out.
 */
export function witnessesOf(
  heap: HeapGraph,
  suspects: readonly NodeOrdinal[],
  options: WitnessOptions = {},
): FoundWitness[] {
  return prepareWitnesses(heap)(suspects, options);
}

/**
 * Prepares {@link witnessesOf} for several queries of one heap: everything that does not depend on the suspects is
 * computed once.
 */
export function prepareWitnesses(
  heap: HeapGraph,
): (suspects: readonly NodeOrdinal[], options?: WitnessOptions) => FoundWitness[] {
  const search = prepareGroups(heap);
  return (suspects, options = {}) => {
    const { maximumHolders = 3, maximumGroups = 20, minimumCount = 1 } = options;
    return search(suspects, options)
      .filter((group) => group.suspects.length >= minimumCount)
      .map((group, at) => group.witness(at < maximumGroups ? maximumHolders : 0));
  };
}

/** Suspects that are retained in the same way, before they are described. */
export interface FoundGroup {
  readonly fingerprint: string;
  /** All suspects of the group, of any class. */
  readonly suspects: readonly NodeOrdinal[];
  /** The suspects of the class after which the group is named. */
  readonly members: readonly NodeOrdinal[];
  /**
   * The suspects by the object that retains them; empty if parts of one structure retain each other, so that none of
   * them can be examined alone.
   */
  readonly byHolder: ReadonlyMap<NodeOrdinal, readonly NodeOrdinal[]>;
  /** Returns the full description; costs a search of the heap for each further retainer. */
  readonly witness: (maximumHolders: number) => FoundWitness;
  /** Returns the path from the root to one of the suspects. */
  readonly traceTo: (suspect: NodeOrdinal) => LeakTrace;
}

/** Groups the suspects of one heap by how they are retained, for several queries; groups with most suspects first. */
export function prepareGroups(
  heap: HeapGraph,
): (
  suspects: readonly NodeOrdinal[],
  options?: Omit<WitnessOptions, 'maximumHolders' | 'maximumGroups' | 'minimumCount'>,
) => FoundGroup[] {
  const facts = new HeapFacts(heap);
  const levels = edgeLevels(facts);
  const order = edgeOrder(facts);
  return (suspects, options = {}) => {
    const { isOld = () => false, inspectors = [], sourceMaps = true, allocations = [] } = options;
    const suspected = new Set(suspects);
    const isSuspect = (node: NodeOrdinal): boolean => suspected.has(node);
    const maps = new SourceMaps(sourceMaps);
    const prepared = new WitnessHeap(facts, levels, order, { isOld, isSuspect, inspectors, maps });
    return sorted(prepared, suspects).map((group): FoundGroup => {
      const all = suspectsOf(group);
      return {
        fingerprint: group.fingerprint,
        suspects: all,
        members: all.filter(isMemberOf(prepared, group.lead)),
        byHolder: group.isJoined ? new Map() : byHolder(prepared, group),
        witness: (maximumHolders) => witnessOf(prepared, group, { allocations, maps, maximumHolders }),
        traceTo: (suspect) => prepared.trace(prepared.path(suspect) ?? NO_PATH),
      };
    });
  };
}

function suspectsOf({ families, companions }: Group): NodeOrdinal[] {
  return [...families, ...companions].flatMap(({ head, followers }) => [head, ...followers]);
}

function byHolder(prepared: WitnessHeap, { families, companions }: Group): Map<NodeOrdinal, NodeOrdinal[]> {
  const held = new Map<NodeOrdinal, NodeOrdinal[]>();
  for (const { head, followers } of [...families, ...companions]) {
    const holder = cutPointOf(prepared, head);
    const before = held.get(holder) ?? [];
    before.push(head);
    for (const follower of followers) before.push(follower);
    held.set(holder, before);
  }
  return held;
}

/** Returns a test for nodes of the kind and class of a group's lead. */
function isMemberOf(prepared: WitnessHeap, lead: NodeOrdinal): (node: NodeOrdinal) => boolean {
  const { facts, tools } = prepared;
  const name = groupNameOf(prepared, lead);
  // A handle may have the same name as its owner: `Worker`.
  const isOwned = (node: NodeOrdinal): boolean => {
    const owner = ownerOf(facts.heap, node);
    return owner !== undefined && tools.isSuspect(owner);
  };
  return (node) => groupNameOf(prepared, node) === name && (node === lead || !isOwned(node));
}

function sorted(prepared: WitnessHeap, suspects: readonly NodeOrdinal[]): Group[] {
  const heads = headsByNode(prepared.paths, suspects, {
    isAlive: (node) => prepared.isAlive(node),
    isOfKind: (head, node) => prepared.isOfKind(head, node),
  });
  const families = familiesOf(prepared, heads, suspects);
  for (const node of generatedNames(prepared, families)) prepared.generated.add(node);
  const structures = families.length < 2 ? [] : structuresOf(prepared, heads);
  return groupsOf(prepared, families, structures);
}

interface WitnessTools {
  readonly allocations: readonly SurvivingAllocations[];
  readonly maps: SourceMaps;
  readonly maximumHolders: number;
}

function witnessOf(
  prepared: WitnessHeap,
  group: Group,
  { allocations, maps, maximumHolders }: WitnessTools,
): FoundWitness {
  const { heap } = prepared.facts;
  const path = prepared.path(group.target) ?? NO_PATH;
  const heads = group.families.map(({ head }) => head);
  for (const one of containersFilledInTurn(prepared, path, heads)) prepared.tools.accumulating.add(one);
  const all = suspectsOf(group);
  const first = group.lead;
  const isMember = isMemberOf(prepared, first);
  const members = all.filter(isMember);
  const className = prepared.nameOf(first);
  const together = heap.retainedSet(all);
  const { firstCut, holders, complete, stillHeld } = holdersOf(
    prepared,
    { heads, members },
    isGrown(prepared, first) ? 0 : maximumHolders,
  );
  const steps = prepared.steps(path);
  const trace = prepared.fullTrace(path, steps);
  const site = allocationSiteOf(
    { className, isObject: heap.type(first) === 'object', count: members.length },
    allocations,
    maps,
  );
  const held = { heap: prepared, path, steps, trace, lead: first, members, heads, all, holders, site };
  const reference = trace.nodes[trace.cut]?.reference.text ?? trace.root.text;
  const kind = leakKindOf(held);
  const cut = steps[trace.cut];
  const owner = (): string | null => ownerTextOf(held, trace.cut);
  const words = {
    text: cutTextOf(prepared, cut, { reference, owner }),
    key: cut === undefined ? '' : cutKeyOf(prepared, cut),
  };
  return {
    fingerprint: group.fingerprint,
    signature: group.signature,
    className,
    type: heap.type(first),
    count: members.length,
    followers: followersByClass(
      prepared,
      all.filter((node) => !isMember(node)),
    ),
    trace: shortTrace(prepared.facts, trace, steps, prepared.rootExpression(path)),
    kind,
    verifiedCut:
      firstCut === undefined || !isCuttable(kind) ? null : verifiedCutOf(prepared, firstCut, members, words),
    holders,
    holdersComplete: complete,
    ...(stillHeld === undefined ? {} : { stillHeld }),
    artefact: artefactOf(prepared, path),
    retainedBytes: together.bytes,
    retainedObjects: together.count,
    allocationSite: site,
    suspects: all,
  };
}

/** Whether a node is an older collection that grows, which must be emptied rather than released. */
function isGrown({ tools }: WitnessHeap, node: NodeOrdinal): boolean {
  return tools.isOld(node) && tools.isSuspect(node);
}

/** Groups consist of the suspects that a path leads to. */
const NO_PATH = { nodes: [], edges: [] } as const;

function groupNameOf(prepared: WitnessHeap, node: NodeOrdinal): string {
  const type = prepared.facts.heap.type(node);
  return `${type.endsWith('string') ? 'string' : type}\0${prepared.nameOf(node)}`;
}

function followersByClass(prepared: WitnessHeap, nodes: readonly NodeOrdinal[]): Follower[] {
  const counts = new Map<string, Follower>();
  for (const node of nodes) {
    const key = groupNameOf(prepared, node);
    const [type = '', className = ''] = key.split('\0');
    counts.set(key, { className, type, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || (a.className < b.className ? -1 : 1));
}
