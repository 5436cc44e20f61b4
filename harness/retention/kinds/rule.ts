import type { HeldGroup } from './held-group.js';
import type { LeakFacts, LeakKindId } from './leak-kind.js';

/** The result of a rule: the kind, and words that differ from the default. */
export type Told = { readonly id: LeakKindId } & Partial<
  Pick<LeakFacts, 'holder' | 'held' | 'detail' | 'milliseconds' | 'line'>
>;

/** Detects one kind by the structure of the path that retains a group; returns undefined if it is not of that kind. */
export type Rule = (group: HeldGroup) => Told | undefined;
