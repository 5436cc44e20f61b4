import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import type { GroupKind } from '../../heap/diff/index.js';
import type { StepSize } from '../judge/step-rule.js';
import type { TimerList } from '../../heap/graph/index.js';
import type { Finding } from '../result/verdict.js';

/** The survivors of one class, by the cycle they were born in. */
export interface ClassSurvivors {
  readonly kind: GroupKind;
  /** Class or function name; `(string)` and the like for nodes without a name. */
  readonly name: string;
  readonly survivors: readonly number[];
  /** Own bytes of those born in the last cycle. */
  readonly lastBytes: number;
}

/** Objects of one class that are retained by one reference, or along one kind of path. */
export interface HeldGroup {
  readonly kind: GroupKind;
  readonly className: string;
  /** Identifies how they are retained. */
  readonly fingerprint: string;
  /** Survivors by cycle of all objects that are retained in this way. */
  readonly survivors: readonly number[];
  /**
   * Survivors by cycle per holder: everything that this object retains, including objects that are also retained
   * elsewhere.
   */
  readonly byHolder: readonly (readonly number[])[];
  /** The group that retains this one, with which it is reported if that grows, too. */
  readonly within: HeldGroup | null;
  /** Pending timers that reach the holders of this group. */
  timers(): readonly TimerList[];
  /**
   * The findings of this group: its own first, then those of `below`, which grow and are retained by it.
   *
   * @param isSearched whether to look for what else holds it
   */
  findings(below: readonly HeldGroup[], isSearched: boolean): readonly Finding[];
}

/** A collection, or a value that is replaced by larger ones, with its sizes by look. */
export interface CollectionCourse {
  /** Class or kind, for a message. */
  readonly name: string;
  readonly sizes: readonly StepSize[];
  /**
   * Id of an object whose store may be holes for the most part, so that its entries must be counted; `null` for tables
   * that shrink with their entries.
   */
  readonly countable: number | null;
  /** Entries at those looks at which they were counted, as bytes of numbers. */
  readonly entries: readonly StepSize[];
  /** Pending timers that reach it. */
  timers(): readonly TimerList[];
  /** Whether the added elements are new objects, which then decide whether it grows. */
  readonly isFilledWithObjects: () => boolean;
  readonly finding: () => readonly Finding[];
}

/** What remained of the controls, as the detector saw it in the last snapshot. */
export interface SeenControls {
  /** Planted objects by the cycle they were born in. */
  readonly planted: readonly number[];
  readonly held: number;
  readonly dropped: number;
}

/**
 * The history of the heap of a scenario, snapshot by snapshot. The judgement asks it and nothing else about a heap;
 * `Heap` is what a look gives.
 */
export interface HeapHistory<Heap> {
  /** Takes the look that ended a cycle. */
  add(heap: Heap, iterations: number): void;
  /** Replaces the last look by one that was taken after some quiet time. */
  lookAgain(heap: Heap): void;
  /** Survivors by class: cheap, and enough to see that nothing grows. */
  classes(): readonly ClassSurvivors[];
  /** The survivors of some classes, grouped by their holders. Searches the heap: asked only when something may grow. */
  held(classes: readonly ClassSurvivors[]): readonly HeldGroup[];
  /**
   * Notes which group each object of a class is in at this look, and which of the groups seem to grow.
   *
   * @param groups all of one class
   */
  noteMembers(groups: readonly HeldGroup[], growing: ReadonlySet<HeldGroup>): void;
  /**
   * Survivors by cycle of a group, without those that were in another group at an earlier noted look; `null` after too
   * few of these. What a pool lends goes from hand to hand; what leaks stays.
   */
  settled(group: HeldGroup): readonly number[] | null;
  /** Several groups of one class, as one: each of them has too few to be judged alone. */
  together(groups: readonly HeldGroup[]): HeldGroup;
  collections(): readonly CollectionCourse[];
  controls(): SeenControls;
  /** Ids of the objects that retain everything passed to `context.keep()`. */
  keptIds(): ReadonlySet<number>;
  timers(): readonly TimerList[];
  /** Notes how many entries some objects had at the last look, by id. */
  noteEntries(counts: ReadonlyMap<number, number>): void;
  /** Sets where survivors were allocated; later findings report it. */
  noteAllocations(allocations: readonly SurvivingAllocations[]): void;
}
