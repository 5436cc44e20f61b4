import { groupBy } from '../../core/group-by.js';
import type { NodeOrdinal } from '../../core/units.js';
import { type Births, isCounted } from '../../heap/diff/index.js';
import { type HeapGraph, type SizedValue, storedIn, timersReaching } from '../../heap/graph/index.js';
import { prepareGroups } from '../../retention/index.js';
import { collectionFinding, COUNTED_BYTES } from '../judge/collection-finding.js';
import { grownBytes, mayCollectionGrow, maySizesGrow, summed } from '../judge/collection-rule.js';
import type { GrownWitnessOptions } from '../judge/grown-witness.js';
import type { CollectionCourse, CollectionSizes } from './heap-history.js';

/** Maximum bytes of a backing store per entry that contains an object, including its share of the free space. */
const MOST_ENTRY_BYTES = 64;

/** Classes whose backing stores may consist mostly of holes: V8 stores integer keys in an array. */
const WITH_HOLES: ReadonlySet<string> = new Set(['Object', 'Array']);

/** Share of a collection's objects from the last cycle from which on all of them are made again and again. */
const MADE_AGAIN = 0.8;

/** The sizes, at one look, of values that can grow without a new object. */
export interface SeenSizes {
  readonly iterations: number;
  sizes: ReadonlyMap<string, SizedValue>;
  /** Number of entries, by the id of each object whose entries were counted. */
  entries: ReadonlyMap<number, number>;
}

/** The last snapshot of a heap, and what was seen before. */
export interface SeenCollections extends GrownWitnessOptions {
  readonly heap: HeapGraph;
  readonly looks: readonly SeenSizes[];
  readonly births: Births;
  /** Objects of the harness. */
  readonly own: ReadonlySet<number>;
}

/** A collection of the last look. */
interface Member extends CollectionSizes {
  readonly node: NodeOrdinal;
}

/**
 * Returns the courses of the collections of a heap. Those that are held in the same way are one course if they might
 * grow together: a program that has one list per device adds to each of them only now and then.
 */
export function collectionCourses(seen: SeenCollections): CollectionCourse[] {
  const members = membersOf(seen);
  const alike = membersAlike(seen, members);
  const inGroup = new Set(alike.flat());
  const alone = members.filter((member) => !inGroup.has(member)).map((member) => [member]);
  return [...alike, ...alone].map((group) => courseOf(seen, group));
}

function courseOf(seen: SeenCollections, members: readonly Member[]): CollectionCourse {
  const { heap } = seen;
  const [first] = members;
  const nodes = members.map(({ node }) => node);
  const whole = summed(members);
  return {
    name: first === undefined ? '' : heap.name(first.node),
    members,
    timers: () => timersReaching(heap, nodes, seen.isOld),
    isFilledWithObjects: () => isFilledWithObjects(seen, { ...whole, nodes }),
    finding: () => collectionFinding(heap, { ...whole, nodes }, seen),
  };
}

function membersOf({ heap, looks, own, isOld }: SeenCollections): Member[] {
  const last = looks.at(-1)?.sizes ?? new Map<string, SizedValue>();
  return [...last].flatMap(([place, { node }]) => {
    if (own.has(node)) return [];
    // A value that is replaced exists at each look, except that it may have been created after the first one.
    const isFromFirst = isOld(node) || looks[0]?.sizes.has(place) === true;
    const later = isFromFirst ? looks : looks.slice(1);
    if (!isOld(node) && later.some((look) => !look.sizes.has(place))) return [];
    // If it was seen only once, the value before it is unknown: it may have grown from nothing.
    const before = later.length === 1 ? [{ iterations: looks[0]?.iterations ?? 0, size: 0 }] : [];
    const sizes = later.map((look) => ({
      iterations: look.iterations,
      size: look.sizes.get(place)?.bytes ?? 0,
    }));
    const id = heap.id(node);
    const entries = looks.flatMap(({ iterations, entries: counts }) => {
      const count = counts.get(id);
      return count === undefined ? [] : [{ iterations, size: count * COUNTED_BYTES }];
    });
    const countable = isOld(node) && WITH_HOLES.has(heap.name(node)) ? id : null;
    return [{ node, sizes: [...before, ...sizes], countable, entries }];
  });
}

/**
 * Groups collections that have grown and are held in the same way, if all of their kind may grow together. The heap is
 * only searched if there are such kinds.
 */
function membersAlike({ heap, isOld, inspectors }: SeenCollections, all: readonly Member[]): Member[][] {
  const grown = all.filter((member) => grownBytes(member) > 0);
  // Only sizes that were seen at the same looks can be added up. A text has its beginning as its name.
  const kindOf = ({ node, sizes }: Member): string =>
    `${heap.type(node)} ${heap.type(node) === 'object' ? heap.name(node) : ''} ${sizes.length}`;
  const byKind = groupBy(grown, kindOf);
  const doubtful = [...byKind.values()]
    .filter((kind) => kind.length > 1 && maySizesGrow(summed(kind)))
    .flat();
  if (doubtful.length === 0) return [];
  const byNode = new Map(doubtful.map((member) => [member.node, member]));
  const groups = prepareGroups(heap)([...byNode.keys()], {
    inspectors,
    isOld: (node) => byNode.has(node) || isOld(node),
  });
  return groups
    .flatMap(({ suspects }) => [
      ...groupBy(
        suspects.flatMap((node) => byNode.get(node) ?? []),
        kindOf,
      ).values(),
    ])
    .filter((members) => members.length > 1 && mayCollectionGrow({ members }));
}

function isFilledWithObjects(
  { heap, births, isOld }: SeenCollections,
  { sizes, nodes }: Pick<CollectionSizes, 'sizes'> & { readonly nodes: readonly NodeOrdinal[] },
): boolean {
  const enough = grownBytes({ sizes }) / MOST_ENTRY_BYTES;
  const last = births.cycles - 1;
  let [held, young] = [0, 0];
  for (const node of nodes) {
    for (const inside of storedIn(heap, node)) {
      if (isOld(inside) || !isCounted(heap.type(inside))) continue;
      held += 1;
      if (births.cycleOf(inside) === last) young += 1;
    }
  }
  // Objects that are made again, each time the collection is copied or refreshed, show nothing of its growth.
  const before = sizes.at(-2)?.size ?? 0;
  const isMadeAgain = young > MADE_AGAIN * held && before >= (sizes.at(-1)?.size ?? 0) / 2;
  return held >= enough && !isMadeAgain;
}
