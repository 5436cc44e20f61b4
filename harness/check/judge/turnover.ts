import { sum } from './growth-rule.js';

/** How many objects of a class came and went in a stretch of a run. */
export interface Turnover {
  /** Objects allocated in the stretch that were alive at its end. */
  readonly born: number;
  /** Objects allocated in earlier cycles that were alive at its beginning, and no longer at its end. */
  readonly died: number;
}

/** Share of what was added, from which on what has gone may have kept the number from growing. */
const MUCH = 0.25;
/** Objects added below which that share says nothing. */
const ENOUGH = 3;

/**
 * Returns how objects of a class came and went in the cycles from `from` to `to`.
 *
 * @param seen survivors at each look, by cycle; the look before the first cycle is entry 0
 */
export function turnoverOf(seen: readonly (readonly number[])[], from: number, to: number): Turnover {
  const [before = [], after = []] = [seen[from], seen[to]];
  return { born: sum(after.slice(from, to)), died: sum(before) - sum(after.slice(0, from)) };
}

/** Whether so many objects may have gone, compared with what was added, that their number may not have grown. */
export function mayBeReplaced({ died }: Turnover, added: number): boolean {
  return added >= ENOUGH && died > MUCH * added;
}
