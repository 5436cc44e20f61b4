import { nodeOrdinal } from '../../core/units.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import { storedIn } from '../graph/index.js';
import type { Births } from './births.js';
import { type GroupKind, KINDS, MOST_OF_A_NAME, NAMELESS } from './group-survivors.js';
import { isHeapObject } from './identity-marks.js';

/** How many objects of a group are older than the first look. */
export interface OlderObjects {
  readonly kind: GroupKind;
  readonly name: string;
  readonly count: number;
}

/**
 * Counts the objects of the last heap that were there at the first look, by class or function name; names with hardly
 * any are left out. In a structure that was full before the run, new objects take their place.
 *
 * @param births births whose last look is this heap
 */
export function olderObjects(heap: HeapGraph, births: Births): OlderObjects[] {
  const { nodeCount, nodeId, nodeType, nodeName, nodeTypes, strings } = heap.columns;
  const kinds = [...new Set(KINDS.values())];
  const counts = kinds.map((kind) => new Uint32Array(NAMELESS[kind] === undefined ? strings.count : 1));
  const kindOf = nodeTypes.map((type) => kinds.findIndex((kind) => kind === KINDS.get(type)));
  // `node` is below `nodeCount`; types and names were checked by the reader.
  for (let node = 0; node < nodeCount; node++) {
    const kind = kindOf[nodeType[node]!]!;
    if (kind < 0 || !isHeapObject(nodeId[node]!) || !births.isOld(nodeOrdinal(node))) continue;
    const ofKind = counts[kind]!;
    ofKind[ofKind.length === 1 ? 0 : nodeName[node]!]! += 1;
  }
  return kinds.flatMap((kind, at) => {
    const all: OlderObjects[] = [];
    for (const [name, count] of counts[at]!.entries())
      if (count > MOST_OF_A_NAME) all.push({ kind, name: NAMELESS[kind] ?? strings.at(name), count });
    return all;
  });
}

/**
 * Counts, for each object of the given classes, the older ones of a group that it refers to itself, or by its backing
 * store. Objects without any are left out.
 *
 * @param holders objects whose classes are meant
 */
export function olderHeld(
  heap: HeapGraph,
  births: Births,
  { kind, name }: Pick<OlderObjects, 'kind' | 'name'>,
  holders: readonly NodeOrdinal[],
): Map<NodeOrdinal, number> {
  const { nodeCount, nodeType, nodeName } = heap.columns;
  const classes = new Set(holders.map((node) => `${nodeType[node]!} ${nodeName[node]!}`));
  const types = new Set(holders.map((node) => nodeType[node]!));
  const isMeant = (node: NodeOrdinal): boolean =>
    births.isOld(node) &&
    KINDS.get(heap.type(node)) === kind &&
    (NAMELESS[kind] !== undefined || heap.name(node) === name);
  const held = new Map<NodeOrdinal, number>();
  for (let node = 0; node < nodeCount; node++) {
    // Below `nodeCount`.
    if (!types.has(nodeType[node]!) || !classes.has(`${nodeType[node]!} ${nodeName[node]!}`)) continue;
    const holder = nodeOrdinal(node);
    const older = new Set<NodeOrdinal>();
    for (const { to } of heap.edges(holder)) if (isMeant(to)) older.add(to);
    for (const to of storedIn(heap, holder)) if (isMeant(to)) older.add(to);
    if (older.size > 0) held.set(holder, older.size);
  }
  return held;
}
