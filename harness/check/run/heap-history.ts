import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import type { GroupKind } from '../../heap/diff/index.js';
import type { StepSize } from '../judge/step-rule.js';
import type { TimerList } from '../../heap/graph/index.js';
import type { Finding } from '../result/verdict.js';

/** The survivors of one class, by the cycle they were born in. */
export interface ClassSurvivors {
  readonly kind: GroupKind;
  /** Class or function name; `(string)` and the like for what has none. */
  readonly name: string;
  readonly survivors: readonly number[];
  /** Own bytes of those born in the last cycle. */
  readonly lastBytes: number;
}

/** Objects of one class that one reference, or one way of references, holds. */
export interface HeldGroup {
  readonly kind: GroupKind;
  readonly className: string;
  /** Of the way in which they are held. */
  readonly fingerprint: string;
  /** Survivors by cycle, of all that are held in this way. */
  readonly survivors: readonly number[];
  /** The same by the one object that holds them: all that it holds, also what is held elsewhere, too. */
  readonly byHolder: readonly (readonly number[])[];
  /** The group that it hangs below, so that it is told with that one if that grows, too. */
  readonly within: HeldGroup | null;
  /** Pending timers that reach what holds them. */
  timers(): readonly TimerList[];
  /**
   * The findings that it makes: its own first, then those of `below`, which grow and hang on it.
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
  /** Whether what was put into it is new objects: then these tell whether it grows. */
  readonly isFilledWithObjects: () => boolean;
  readonly finding: () => readonly Finding[];
}

/** What the controls left, as the detector saw it at the last look. */
export interface SeenControls {
  /** Planted objects by the cycle they were born in. */
  readonly planted: readonly number[];
  readonly held: number;
  readonly dropped: number;
}

/**
 * What has been seen of a scenario's heap, look by look. The judgement asks it and nothing else about a heap; `Heap` is
 * what a look gives.
 */
export interface HeapHistory<Heap> {
  /** Takes the look that ended a cycle. */
  add(heap: Heap, iterations: number): void;
  /** Replaces the last look by one that was taken after some quiet time. */
  lookAgain(heap: Heap): void;
  /** Survivors by class: cheap, and enough to see that nothing grows. */
  classes(): readonly ClassSurvivors[];
  /** The survivors of some classes, by what holds them. Searches the heap: asked only when something may grow. */
  held(classes: readonly ClassSurvivors[]): readonly HeldGroup[];
  /**
   * Survivors by cycle of a group, without older ones that were in no group of their class that this was asked of at an
   * earlier look; `null` where none was asked of then. What a pool lends goes from hand to hand; what leaks stays.
   */
  settled(group: HeldGroup): readonly number[] | null;
  /** Several groups of one class, as one: each of them has too few to be judged alone. */
  together(groups: readonly HeldGroup[]): HeldGroup;
  collections(): readonly CollectionCourse[];
  controls(): SeenControls;
  /** Ids of what holds all that the scenario keeps on purpose. */
  keptIds(): ReadonlySet<number>;
  timers(): readonly TimerList[];
  /** Notes how many entries some objects had at the last look, by id. */
  noteEntries(counts: ReadonlyMap<number, number>): void;
  /** Where what survives was allocated: findings made from now on tell it. */
  noteAllocations(allocations: readonly SurvivingAllocations[]): void;
}
