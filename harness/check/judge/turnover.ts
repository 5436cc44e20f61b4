import type { MemberChange } from '../run/heap-history.js';
import type { GrowthJudgement } from './growth-rule.js';
import { sum } from './growth-rule.js';

/** How many objects of a class came and went in a stretch of a run. */
export interface Turnover {
  /** Objects allocated in the stretch that were alive at its end. */
  readonly born: number;
  /** Objects allocated in earlier cycles that were alive at its beginning, and no longer at its end. */
  readonly died: number;
}

/** Net growth from which on, and below which, a number of objects grows or does not, as a share of the new objects. */
const GROWS = 0.5;
const STAYS = 0.25;
/** New objects below which the share says nothing. */
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
  return added >= ENOUGH && died > STAYS * added;
}

/** Judges by the net growth of a number of objects while some were added; too few leave it open. */
export function judgeNumber({ growth, added }: MemberChange): GrowthJudgement {
  if (added >= ENOUGH && growth < STAYS * added) return 'does not grow';
  return added >= ENOUGH && growth >= GROWS * added ? 'grows' : 'open';
}
