import { nodeOrdinal } from '../../core/units.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import type { Births } from './births.js';
import { isHeapObject } from './identity-marks.js';

/** The kind of objects that a group consists of. */
export type GroupKind = 'object' | 'closure' | 'string' | 'symbol' | 'regexp' | 'bigint';

/** The survivors of one group, by the cycle in which they were born. */
export interface GroupSurvivors {
  readonly kind: GroupKind;
  /** Class or function name; `(string)` and the like for nodes without a name. */
  readonly name: string;
  /** Number of survivors by cohort: those in entry 0 were born in the first cycle. */
  readonly survivors: readonly number[];
  /** The survivors' nodes, oldest cohort first. */
  readonly members: readonly NodeOrdinal[];
}

/**
 * Groups the objects of the last heap that were born after the first look by class or function name, and counts them by
 * cohort, one per cycle. Only node types that user code creates are counted: objects, closures, strings, symbols,
 * regular expressions and big integers; not code, maps, numbers, backing stores, and nodes of the embedder.
 *
 * @param births births whose last look is this heap
 * @param leftOut nodes that are not counted
 */
export function survivorsByGroup(
  heap: HeapGraph,
  births: Births,
  leftOut: ReadonlySet<number> = new Set(),
): GroupSurvivors[] {
  const { nodeCount, nodeId, nodeType, nodeName } = heap.columns;
  const kinds = heap.columns.nodeTypes.map((type) => KINDS.get(type));
  const noSurvivors = Array.from({ length: births.cycles }, () => 0);
  const templates = literalTemplates(heap);
  const groups = new Map<
    string,
    { kind: GroupKind; name: string; survivors: number[]; members: number[][] }
  >();
  // `node` is below `nodeCount`; types were checked by the reader.
  for (let node = 0; node < nodeCount; node++) {
    const id = nodeId[node]!;
    const kind = kinds[nodeType[node]!];
    if (kind === undefined || !isHeapObject(id)) continue;
    const cohort = births.cycleOf(nodeOrdinal(node));
    if (cohort < 0 || templates.has(node) || leftOut.has(node)) continue;
    const key = NAMELESS[kind] ?? `${kind} ${nodeName[node]!}`;
    let group = groups.get(key);
    if (group === undefined) {
      const name = NAMELESS[kind] ?? heap.name(nodeOrdinal(node));
      group = { kind, name, survivors: [...noSurvivors], members: noSurvivors.map(() => []) };
      groups.set(key, group);
    }
    group.survivors[cohort]! += 1;
    group.members[cohort]!.push(node);
  }
  return [...groups.values()].map(({ kind, name, survivors, members }) => ({
    kind,
    name,
    survivors,
    members: members.flat().map(nodeOrdinal),
  }));
}

/** Name of the group that combines all groups with hardly any members. */
export const VARIOUS = '(various)';

/**
 * Maximum number of members of a group that is combined with others, because a class may be created again, with a new
 * name, for each object.
 */
export const MOST_OF_A_NAME = 2;

/** Combines groups with hardly any members, by kind, under the name `VARIOUS`. */
export function withRareTogether(groups: readonly GroupSurvivors[]): GroupSurvivors[] {
  const isRare = ({ members }: GroupSurvivors): boolean => members.length <= MOST_OF_A_NAME;
  const common = groups.filter((group) => !isRare(group));
  const kinds = [...new Set(groups.filter(isRare).map(({ kind }) => kind))];
  const together = kinds.map((kind) => {
    const rare = groups.filter((group) => isRare(group) && group.kind === kind);
    const survivors = (rare[0]?.survivors ?? []).map((_, cohort) =>
      rare.reduce((sum, group) => sum + (group.survivors[cohort] ?? 0), 0),
    );
    const members = rare.flatMap((group) => group.members);
    return { kind, name: VARIOUS, survivors, members: members.toSorted((a, b) => a - b) };
  });
  return [...common, ...together];
}

/**
 * Returns V8's own copies of object and array literals, one for each literal of a function that has run often enough:
 * they are part of the code's feedback, not of what the code created.
 */
function literalTemplates({ columns }: HeapGraph): ReadonlySet<number> {
  const { nodeCount, nodeName, nodeFirstEdge, edgeTo, edgeNameOrIndex, edgeType, edgeTypes, strings } =
    columns;
  const siteNames = new Set(strings.indexesOf('system / AllocationSite'));
  const fieldNames = new Set(strings.indexesOf('transition_info'));
  const internal = edgeTypes.indexOf('internal');
  const templates = new Set<number>();
  if (siteNames.size === 0) return templates;
  // `node + 1` is at most the last index of `nodeFirstEdge`; `edge` is below `edgeCount`.
  for (let node = 0; node < nodeCount; node++) {
    if (!siteNames.has(nodeName[node]!)) continue;
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      if (edgeType[edge] === internal && fieldNames.has(edgeNameOrIndex[edge]!)) templates.add(edgeTo[edge]!);
    }
  }
  return templates;
}

/**
 * The kind of the objects of each node type that is counted. A map, because a type is a word from the snapshot and may be
 * called `constructor`.
 */
export const KINDS: ReadonlyMap<string, GroupKind> = new Map<string, GroupKind>(
  Object.entries({
    object: 'object',
    closure: 'closure',
    string: 'string',
    'concatenated string': 'string',
    'sliced string': 'string',
    symbol: 'symbol',
    regexp: 'regexp',
    bigint: 'bigint',
  }),
);

/** Whether {@link survivorsByGroup} counts nodes of this type. */
export function isCounted(type: string): boolean {
  return KINDS.has(type);
}

/** Names of the groups of kinds whose node names are contents. */
export const NAMELESS: Readonly<Partial<Record<GroupKind, string>>> = {
  string: '(string)',
  symbol: '(symbol)',
  regexp: '(regexp)',
  bigint: '(bigint)',
};
