/** Members that were in one group at a look, and in another one at the next. */
export interface Move {
  /** Index of the group at the first look. */
  readonly from: number;
  /** Index of the group at the other look; -1 for members that are in none. */
  readonly to: number;
  readonly count: number;
}

/** Which group each of many objects is in, by heap object id: two sorted columns, no object per member. */
export class MemberIndex {
  readonly #ids: Float64Array;
  readonly #groups: Uint32Array;

  /** @param groups ids of the members of each group; an object is in one group at most */
  constructor(groups: readonly (readonly number[])[]) {
    const size = groups.reduce((sum, ids) => sum + ids.length, 0);
    // An id needs 32 bits, so that both fit into the 53 bits that a number has.
    const pairs = new Float64Array(size);
    let end = 0;
    let isSorted = true;
    for (const [group, ids] of groups.entries()) {
      for (const id of ids) {
        const pair = id * groups.length + group;
        isSorted &&= pair > (pairs[end - 1] ?? -1);
        pairs[end++] = pair;
      }
    }
    if (!isSorted) pairs.sort();
    this.#groups = Uint32Array.from(pairs, (pair) => pair % groups.length);
    this.#ids = pairs.map((pair) => Math.floor(pair / groups.length));
  }

  /** Returns the index of the group that an object is in; -1 if it is in none. */
  groupOf(id: number): number {
    const ids = this.#ids;
    let [low, high] = [0, ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return ids[low] === id ? (this.#groups[low] ?? -1) : -1;
  }

  /** Returns where the members of each group were at another look, those that stayed included. */
  movesTo(other: MemberIndex): Move[] {
    const counts = new Map<number, Map<number, number>>();
    let there = 0;
    for (const [here, id] of this.#ids.entries()) {
      while ((other.#ids[there] ?? Infinity) < id) there += 1;
      const from = this.#groups[here] ?? -1;
      const to = other.#ids[there] === id ? (other.#groups[there] ?? -1) : -1;
      const perGroup = counts.get(from) ?? new Map<number, number>();
      counts.set(from, perGroup.set(to, (perGroup.get(to) ?? 0) + 1));
    }
    return [...counts].flatMap(([from, perGroup]) =>
      [...perGroup].map(([to, count]) => ({ from, to, count })),
    );
  }
}
