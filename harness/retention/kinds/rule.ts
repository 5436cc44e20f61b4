import type { HeldGroup } from './held-group.js';
import type { LeakFacts, LeakKindId } from './leak-kind.js';

/** What a rule found out: the kind, and what of its words is not as usual. */
export type Told = { readonly id: LeakKindId } & Partial<
  Pick<LeakFacts, 'holder' | 'held' | 'detail' | 'milliseconds' | 'line'>
>;

/** Recognises one kind by the structure of the way that holds a group; undefined where it is none of that kind. */
export type Rule = (group: HeldGroup) => Told | undefined;
