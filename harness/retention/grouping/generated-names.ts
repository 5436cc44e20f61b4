import { MOST_OF_A_NAME } from '../../heap/diff/index.js';
import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { classNameOf } from './class-name.js';
import { cutPointOf } from './cut-point.js';
import type { Family } from './family.js';
import { groupBy } from '../../core/group-by.js';
import { subjectOf } from './subjects.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** Minimum number of unique names at one place for which they count as generated. */
const FEWEST_NAMES = 6;

/**
 * Finds the leaking functions, and objects of classes, whose names count as generated: hardly any other leaking object
 * has the same one, and there are many such names at the same place. Programs compile such functions at run time, and
 * their names differ from run to run.
 */
export function generatedNames(heap: WitnessHeap, families: readonly Family[]): ReadonlySet<NodeOrdinal> {
  const placed = families.map((family) => ({ family, cutPoint: cutPointOf(heap, family.head) }));
  return new Set([...ofSubjects(heap, placed), ...ofFollowers(heap, placed)]);
}

interface Placed {
  readonly family: Family;
  readonly cutPoint: NodeOrdinal;
}

/** Finds those among the nodes by which users know the heads; a place is what retains the heads. */
function ofSubjects(heap: WitnessHeap, placed: readonly Placed[]): NodeOrdinal[] {
  const known = placed.map(({ family, cutPoint }) => {
    const subject = subjectOf(heap, family);
    return { subject, cutPoint, name: classNameOf(heap.facts.heap, subject) };
  });
  const heads = new Map<string, number>();
  for (const { name } of known) heads.set(name, (heads.get(name) ?? 0) + 1);
  const unique = known.filter(({ name }) => (heads.get(name) ?? 0) <= MOST_OF_A_NAME);
  return [...groupBy(unique, ({ cutPoint }) => cutPoint).values()]
    .filter((alike) => new Set(alike.map(({ name }) => name)).size >= FEWEST_NAMES)
    .flatMap((alike) => alike.map(({ subject }) => subject));
}

/** A follower, with its name, and with the unit among which names are unique. */
interface Follower {
  readonly node: NodeOrdinal;
  readonly unit: NodeOrdinal;
  readonly place: string;
}

/**
 * Finds those below the heads. Names are unique among families, and a place is what retains the heads; if that retains
 * hardly any heads, such as the first node of a list, names are unique among the objects that directly retain the
 * followers, and a place is a reference of these.
 */
function ofFollowers(heap: WitnessHeap, placed: readonly Placed[]): NodeOrdinal[] {
  const families = new Map<NodeOrdinal, number>();
  for (const { cutPoint } of placed) families.set(cutPoint, (families.get(cutPoint) ?? 0) + 1);
  const isUnique = uniqueNames(heap, placed, families);
  const followers = placed.flatMap(({ family: { head, followers: all }, cutPoint }): Follower[] => {
    const isMany = (families.get(cutPoint) ?? 0) >= FEWEST_NAMES;
    return all.filter(isUnique).map((node) => ({
      node,
      unit: isMany ? head : retainerOf(heap, node),
      place: [cutPoint, heap.facts.heap.type(node), isMany ? '' : referenceTo(heap, node)].join(' '),
    }));
  });
  const nameOf = ({ node }: Follower): string => heap.facts.heap.name(node);
  return [...groupBy(followers, ({ place }) => place).values()]
    .filter((alike) => new Set(alike.map(({ unit }) => unit)).size >= FEWEST_NAMES)
    .filter((alike) => new Set(alike.map(nameOf)).size >= FEWEST_NAMES)
    .flatMap((alike) => alike.map(({ node }) => node));
}

/** Returns a test for functions and objects whose name occurs in hardly any units. Compares numbers only. */
function uniqueNames(
  heap: WitnessHeap,
  placed: readonly Placed[],
  families: ReadonlyMap<NodeOrdinal, number>,
): (node: NodeOrdinal) => boolean {
  const { nodeType, nodeTypes, nodeName, strings } = heap.facts.heap.columns;
  const named = new Set([nodeTypes.indexOf('closure'), nodeTypes.indexOf('object')]);
  const nameless = new Set(strings.indexesOf(''));
  // A suspect belongs to this heap.
  const hasName = (node: NodeOrdinal): boolean =>
    named.has(nodeType[node]!) && !nameless.has(nodeName[node]!);
  const keyOf = (node: NodeOrdinal): number => nodeName[node]! * nodeTypes.length + nodeType[node]!;
  const units = new Map<number, NodeOrdinal[]>();
  for (const { family, cutPoint } of placed) {
    const isMany = (families.get(cutPoint) ?? 0) >= FEWEST_NAMES;
    for (const node of [family.head, ...family.followers]) {
      if (!hasName(node)) continue;
      const before = units.get(keyOf(node)) ?? [];
      const unit = isMany ? family.head : retainerOf(heap, node);
      if (before.length <= MOST_OF_A_NAME && !before.includes(unit))
        units.set(keyOf(node), [...before, unit]);
    }
  }
  return (node) => hasName(node) && (units.get(keyOf(node))?.length ?? 0) <= MOST_OF_A_NAME;
}

function retainerOf({ paths }: WitnessHeap, node: NodeOrdinal): NodeOrdinal {
  return nodeOrdinal(paths.previous[node] ?? node);
}

/** Returns the name of the last reference to a node; empty for elements, entries and names that the node has, too. */
function referenceTo(heap: WitnessHeap, node: NodeOrdinal): string {
  const last = heap.lastHop(node);
  if (last?.type !== 'property' && last?.type !== 'context') return '';
  return last.name === heap.facts.heap.name(node) ? '' : String(last.name);
}
