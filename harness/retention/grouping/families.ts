import { NONE } from '../../heap/graph/index.js';
import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { groupBy } from './group-by.js';
import { rankOf } from './representative.js';
import { type Paths, UNREACHED } from '../search/search-paths.js';
import type { WitnessHeap } from '../search/witness-heap.js';
import type { Family } from './family.js';

/**
 * Sorts suspects by the first suspect on their preferred path, the head, with which they are released. Suspects that
 * nothing holds are left out.
 *
 * @param heads see {@link headsByNode}
 */
export function familiesOf(
  heap: WitnessHeap,
  heads: Uint32Array,
  suspects: readonly NodeOrdinal[],
): Family[] {
  const { paths } = heap;
  const families = new Map<number, NodeOrdinal[]>();
  for (const suspect of new Set(suspects)) {
    if (paths.level[suspect] === UNREACHED) continue;
    const head = heads[suspect] ?? NONE;
    const followers = families.get(head) ?? [];
    if (suspect !== head) followers.push(suspect);
    families.set(head, followers);
  }
  return byReaction(
    heap,
    Array.from(families, ([head, followers]) => ({ head: nodeOrdinal(head), followers })),
  );
}

/** What V8 calls one entry in a promise's list of those who wait for it. */
const REACTION = 'system / PromiseReaction';

/**
 * The handlers of one reaction and the promise that `then()` made for it come and go together: they are one family,
 * headed by the one that says most, or else by the one that most hangs on.
 */
function byReaction(heap: WitnessHeap, families: readonly Family[]): Family[] {
  const { columns } = heap.facts.heap;
  const names = new Set(columns.strings.indexesOf(REACTION));
  const reactionOf = ({ head }: Family): number => {
    const above = heap.paths.previous[head] ?? NONE;
    // A node above another one is of this heap.
    return above !== NONE && names.has(columns.nodeName[above]!) ? above : NONE;
  };
  return [...groupBy(families, (family) => `${reactionOf(family)}`)].flatMap(([reaction, together]) =>
    reaction === `${NONE}` ? together : [joined(heap, together)],
  );
}

function joined(heap: WitnessHeap, families: readonly Family[]): Family {
  const [chief, ...others] = families.toSorted(
    (a, b) => rankOf(heap, a.head) - rankOf(heap, b.head) || b.followers.length - a.followers.length,
  );
  if (chief === undefined) throw new RangeError('families of one reaction are at least one');
  return {
    head: chief.head,
    followers: [...chief.followers, ...others.flatMap(({ head, followers }) => [head, ...followers])],
  };
}

/** The first suspect on the preferred path of each node; `NONE` if no suspect is on it. */
export function headsByNode(
  { level, previous, reached }: Pick<Paths, 'level' | 'previous' | 'reached'>,
  suspects: readonly NodeOrdinal[],
): Uint32Array {
  const isSuspect = new Set<number>(suspects);
  const heads = new Uint32Array(level.length).fill(NONE);
  for (const node of reached) {
    // `reached` has nodes of this heap, each behind its previous one.
    const above = previous[node]!;
    const head = above === NONE ? NONE : heads[above]!;
    heads[node] = head === NONE && isSuspect.has(node) ? node : head;
  }
  return heads;
}
