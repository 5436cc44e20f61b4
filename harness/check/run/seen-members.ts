import type { HeldGroup } from './heap-history.js';

/** Members of the groups of one class at one look, by heap object id. */
interface Seen {
  readonly look: number;
  /** Cycles that had been run by then. */
  readonly cycles: number;
  readonly ids: Set<number>;
}

/** Remembers which objects were members of groups that seemed to grow, class by class and look by look. */
export class SeenMembers {
  /** At the last two looks at which any was asked about; the latter may be the present one. */
  readonly #classes = new Map<string, readonly Seen[]>();
  #look = 0;

  nextLook(): void {
    this.#look += 1;
  }

  /**
   * Of the members of a group those that were asked about at an earlier look, too, as members of any group of their
   * class, and those that have been born since; `null` where none of the class was.
   *
   * @param ids of its members
   * @param cycles run until now
   * @param cycleOf the cycle in which an object was born, from 0
   */
  settled(
    { kind, className }: Pick<HeldGroup, 'kind' | 'className'>,
    ids: readonly number[],
    cycles: number,
    cycleOf: (id: number) => number,
  ): number[] | null {
    const key = `${kind} ${className}`;
    const looks = this.#classes.get(key) ?? [];
    const before = looks.findLast(({ look }) => look < this.#look);
    const now = looks.find(({ look }) => look === this.#look) ?? {
      look: this.#look,
      cycles,
      ids: new Set<number>(),
    };
    for (const id of ids) now.ids.add(id);
    this.#classes.set(key, before === undefined ? [now] : [before, now]);
    if (before === undefined) return null;
    return ids.filter((id) => before.ids.has(id) || cycleOf(id) >= before.cycles);
  }
}
