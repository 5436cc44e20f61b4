import { type GrowthJudgement, strongest, sum } from './growth-rule.js';
import type { HeldGroup } from '../run/heap-history.js';

/** A group with the answer whether it grows. */
export interface JudgedGroup {
  readonly group: HeldGroup;
  readonly judgement: GrowthJudgement;
  /** Whether more looks would distinguish growth from members of a pool that are lent to one holder after another. */
  readonly isUnsettled: boolean;
}

/** Groups that can be judged alone, and pools of small groups of one class that are judged together. */
export interface SortedGroups {
  readonly alone: readonly HeldGroup[];
  readonly pools: readonly { readonly group: HeldGroup; readonly members: readonly HeldGroup[] }[];
}

/** How a group is judged that seems to grow. */
export type DoubtfulJudgement = Omit<JudgedGroup, 'group'>;

/** More looks decide. */
export const UNSETTLED: DoubtfulJudgement = { judgement: 'open', isUnsettled: true };

/** Returns the judgement that claims less growth. */
export const weaker = (one: GrowthJudgement, other: GrowthJudgement): GrowthJudgement =>
  strongest([one, other]) === one ? other : one;

/** What is left of a group's survivors when those of some holders are taken away. */
export function restOf(survivors: readonly number[], holders: readonly (readonly number[])[]): number[] {
  return survivors.map((count, cycle) => Math.max(0, count - sum(holders.map((one) => one[cycle] ?? 0))));
}
