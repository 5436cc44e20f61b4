import { classKey, type HeldGroup, type MembersAt } from './heap-history.js';
import { MemberIndex, type Move } from './member-index.js';

/** Earlier looks at which members must have stayed before they count as settled. */
const LEAST_LOOKS = 3;

/** Share of its members that must leave a group between two looks, if it changes hands. */
const LEAST_LEAVING = 0.05;

/** One group at one look. */
export interface NotedGroup {
  readonly fingerprint: string;
  /** Of its members. */
  readonly ids: readonly number[];
  /** Number of older objects of its class that are retained by objects like its holders. */
  readonly older: number;
  /** Whether it seemed to grow. */
  readonly grows: boolean;
  /** Number of members of each holder, older ones included, by what identifies the holder. */
  readonly holders: ReadonlyMap<string, number>;
}

/** The members of one class at one look. */
interface Seen {
  readonly look: number;
  /** Cycles that had been run by then. */
  readonly cycles: number;
  readonly groups: readonly Pick<NotedGroup, 'fingerprint' | 'grows'>[];
  /** The one of these groups that each member was in. */
  readonly members: MemberIndex;
  /** From the noted look before, if there is one. */
  readonly moves: readonly Move[];
  /** Number of members by fingerprint, and by fingerprint and holder. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Remembers which group each object of a class was in, look by look: what a pool lends changes hands. */
export class SeenMembers {
  readonly #classes = new Map<string, Seen[]>();
  #look = 0;

  nextLook(): void {
    this.#look += 1;
  }

  /**
   * Notes the groups of one class at this look.
   *
   * @param cycles run until now
   */
  note(of: Pick<HeldGroup, 'kind' | 'className'>, groups: readonly NotedGroup[], cycles: number): void {
    const before = this.#before(of);
    const members = new MemberIndex(groups.map(({ ids }) => ids));
    const now: Seen = {
      look: this.#look,
      cycles,
      groups: groups.map(({ fingerprint, grows }) => ({ fingerprint, grows })),
      members,
      moves: before.at(-1)?.members.movesTo(members) ?? [],
      sizes: new Map(groups.flatMap(sizesOf)),
    };
    this.#classes.set(classKey(of.kind, of.className), [...before, now]);
  }

  /**
   * Returns the members of a group that have been in it, or in another that seemed to grow, at every noted look since
   * they were born; all of them if hardly any has left it from one look to the next; `null` after too few looks. What is
   * lent is given back, while what leaks may come from elsewhere, such as a queue, but stays.
   *
   * @param ids of its members
   * @param cycleOf the cycle in which an object was born, from 0
   */
  settled(
    group: Pick<HeldGroup, 'kind' | 'className' | 'fingerprint'>,
    ids: readonly number[],
    cycleOf: (id: number) => number,
  ): number[] | null {
    const before = this.#before(group);
    if (before.length < LEAST_LOOKS) return null;
    if (!this.#isLeft(group)) return [...ids];
    const looks = before.map((seen) => ({ ...seen, counts: countsFor(seen.groups, group) }));
    return ids.filter((id) =>
      looks.every(({ cycles, members, counts }) => counts[members.groupOf(id)] ?? cycleOf(id) >= cycles),
    );
  }

  /**
   * Returns the numbers of members of a group, or of one of its holders, at all noted looks; `null` after too few looks,
   * and for a holder that was not there at one of them: a list that is replaced is another holder.
   *
   * @param holder identifies the holder; `null` for the whole group
   * @param byCycle members of now by the cycle in which they were allocated
   */
  numbers(
    group: Pick<HeldGroup, 'kind' | 'className' | 'fingerprint'>,
    holder: string | null,
    byCycle: readonly number[],
  ): readonly MembersAt[] | null {
    if (this.#before(group).length < LEAST_LOOKS) return null;
    const looks = this.#classes.get(classKey(group.kind, group.className)) ?? [];
    const key = sizeKey(group.fingerprint, holder);
    if (holder !== null && looks.some(({ sizes }) => !sizes.has(key))) return null;
    return looks.map(({ cycles, sizes }) => {
      const addedSince = byCycle.slice(cycles).reduce((sum, one) => sum + one, 0);
      return { cycles, count: sizes.get(key) ?? 0, addedSince };
    });
  }

  /** Whether members leave a group: from one noted look to the next they have moved to another one, or died. */
  #isLeft(group: Pick<HeldGroup, 'kind' | 'className' | 'fingerprint'>): boolean {
    const looks = this.#classes.get(classKey(group.kind, group.className)) ?? [];
    return looks.slice(1).some((seen, at) => {
      const [then, now] = [looks[at]?.groups ?? [], seen.groups].map((groups) => countsFor(groups, group));
      const inGroup = seen.moves.filter(({ from }) => then?.[from] === true);
      const members = countOf(inGroup);
      const left = members - countOf(inGroup.filter(({ to }) => now?.[to] === true));
      return left >= LEAST_LEAVING * members && left > 0;
    });
  }

  /** The looks before this one. */
  #before(of: Pick<HeldGroup, 'kind' | 'className'>): Seen[] {
    return (this.#classes.get(classKey(of.kind, of.className)) ?? []).filter(({ look }) => look < this.#look);
  }
}

/** Returns, of each noted group, whether it is that group or seemed to grow. */
function countsFor(groups: Seen['groups'], { fingerprint }: Pick<HeldGroup, 'fingerprint'>): boolean[] {
  return groups.map((group) => group.grows || group.fingerprint === fingerprint);
}

function countOf(moves: readonly Move[]): number {
  return moves.reduce((sum, { count }) => sum + count, 0);
}

function sizesOf({ fingerprint, ids, older, holders }: NotedGroup): [string, number][] {
  const ofHolders = [...holders].map(([holder, count]): [string, number] => [
    sizeKey(fingerprint, holder),
    count,
  ]);
  return [[sizeKey(fingerprint, null), ids.length + older], ...ofHolders];
}

function sizeKey(fingerprint: string, holder: string | null): string {
  return holder === null ? fingerprint : `${fingerprint} ${holder}`;
}
