import { NONE } from '../../heap/graph/index.js';
import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { groupBy } from '../../core/group-by.js';
import { rankOf } from './representative.js';
import { type Paths, UNREACHED } from '../search/search-paths.js';
import type { WitnessHeap } from '../search/witness-heap.js';
import type { Family } from './family.js';
import { awaitingListener } from './subjects.js';

/**
 * Groups suspects by the head: the first suspect on their preferred path, with which they are released. Unreachable
 * suspects are left out.
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
  return byWait(
    heap,
    byReaction(
      heap,
      Array.from(families, ([head, followers]) => ({ head: nodeOrdinal(head), followers })),
    ),
  );
}

/**
 * Merges families of the listeners that one call of `events.once()` or `events.on()` adds, for the event and for
 * errors: they have one scope, and are removed together.
 */
function byWait(heap: WitnessHeap, families: readonly Family[]): Family[] {
  const scopeOf = ({ head }: Family): number => {
    const listener = awaitingListener(heap, head);
    const scope =
      listener === undefined ? undefined : heap.facts.heap.property(listener, 'context', 'internal');
    return scope ?? NONE;
  };
  return [...groupBy(families, scopeOf)].flatMap(([scope, together]) =>
    scope === NONE ? together : [joined(heap, together)],
  );
}

/** V8's name for an entry in a promise's list of reactions. */
const REACTION = 'system / PromiseReaction';

/**
 * Merges families of the same reaction: its handlers and the promise that `then()` created for it are released
 * together. The head is the most informative one, or else the one with most followers.
 */
function byReaction(heap: WitnessHeap, families: readonly Family[]): Family[] {
  const { columns } = heap.facts.heap;
  const names = new Set(columns.strings.indexesOf(REACTION));
  const reactionOf = ({ head }: Family): number => {
    const above = heap.paths.previous[head] ?? NONE;
    // A previous node belongs to this heap.
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
  if (chief === undefined) throw new RangeError('a reaction or a wait has at least one family');
  return {
    head: chief.head,
    followers: [...chief.followers, ...others.flatMap(({ head, followers }) => [head, ...followers])],
  };
}

/** Tells which older objects on a path end what leaks above them; see `WitnessHeap`. */
export interface Ends {
  /** Whether an object is expected to be alive. */
  readonly isAlive: (node: NodeOrdinal) => boolean;
  /** Whether an object is a part of the same structure as a head: another node of a tree that turns. */
  readonly isOfKind: (head: NodeOrdinal, node: NodeOrdinal) => boolean;
}

/**
 * Returns the first suspect on the preferred path of each node, below the last object on it that is alive anyway; `NONE`
 * if there is none. What leads to an object that is alive is not what leaks: an array may be made anew with the same
 * old connections in it, and what piles up in one of these is not released with the array. Older nodes of a structure
 * that grows are a part of it.
 */
export function headsByNode(
  { level, previous, reached }: Pick<Paths, 'level' | 'previous' | 'reached'>,
  suspects: readonly NodeOrdinal[],
  { isAlive, isOfKind }: Ends,
): Uint32Array {
  const isSuspect = new Set<number>(suspects);
  const heads = new Uint32Array(level.length).fill(NONE);
  /** 1 for nodes below an older part of the head's structure. */
  const isWithin = new Uint8Array(level.length);
  for (const node of reached) {
    // `reached` contains nodes of this heap, each after its previous one.
    const above = previous[node]!;
    const head = above === NONE ? NONE : heads[above]!;
    if (head === NONE) {
      if (isSuspect.has(node)) heads[node] = node;
      continue;
    }
    const isPassed = isWithin[above] === 1 || !isAlive(nodeOrdinal(node));
    if (!isPassed && !isOfKind(nodeOrdinal(head), nodeOrdinal(node))) continue;
    heads[node] = head;
    if (!isPassed || isWithin[above] === 1) isWithin[node] = 1;
  }
  return heads;
}
