import type { HeldGroup } from './heap-history.js';

/** Earlier looks at which members must have stayed before they count as settled. */
const LEAST_LOOKS = 3;

/** One group at one look. */
export interface NotedGroup {
  readonly fingerprint: string;
  /** Of its members. */
  readonly ids: readonly number[];
  /** Whether it seemed to grow. */
  readonly grows: boolean;
}

/** The members of one class at one look. */
interface Seen {
  readonly look: number;
  /** Cycles that had been run by then. */
  readonly cycles: number;
  /** Fingerprint of the group that each member was in, by heap object id. */
  readonly groups: ReadonlyMap<number, string>;
  /** Fingerprints of the groups that seemed to grow. */
  readonly growing: ReadonlySet<string>;
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
    const now: Seen = {
      look: this.#look,
      cycles,
      groups: new Map(groups.flatMap(({ fingerprint, ids }) => ids.map((id) => [id, fingerprint]))),
      growing: new Set(groups.filter(({ grows }) => grows).map(({ fingerprint }) => fingerprint)),
    };
    this.#classes.set(keyOf(of), [...before, now]);
  }

  /**
   * Of the members of a group those that have been in it, or in another that seemed to grow, at every noted look since
   * they were born; `null` after too few looks.
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
    return ids.filter((id) =>
      before.every(({ cycles, groups, growing }) => {
        const then = groups.get(id);
        if (then === undefined) return cycleOf(id) >= cycles;
        return then === group.fingerprint || growing.has(then);
      }),
    );
  }

  /** The looks before this one. */
  #before(of: Pick<HeldGroup, 'kind' | 'className'>): Seen[] {
    return (this.#classes.get(keyOf(of)) ?? []).filter(({ look }) => look < this.#look);
  }
}

function keyOf({ kind, className }: Pick<HeldGroup, 'kind' | 'className'>): string {
  return `${kind} ${className}`;
}
