import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import type { GroupKind } from '../../heap/diff/index.js';
import type { StepSize } from '../judge/step-rule.js';
import type { TimerList } from '../../heap/graph/index.js';
import type { Finding } from '../result/verdict.js';

/** Identifies a class among those of its heap. */
export function classKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The survivors of one class, by the cycle in which they were allocated. */
export interface ClassSurvivors {
  readonly kind: GroupKind;
  /** Class or function name; `(string)` and the like for nodes without a name. */
  readonly name: string;
  readonly survivors: readonly number[];
  /** Sum of the shallow sizes of those allocated in the last cycle. */
  readonly lastBytes: number;
}

/** Numbers of a class's objects at each look; the look before the first cycle is entry 0. */
export interface SeenNumbers {
  /** Survivors by the cycle in which they were allocated. */
  readonly survivors: readonly (readonly number[])[];
  /** Objects that are older than the first look. */
  readonly older: readonly number[];
}

/** Numbers of a class's objects in one isolate. */
export interface NumbersInIsolate extends SeenNumbers {
  /** Whether it is another isolate than the scenario's own. */
  readonly isOfOthers: boolean;
}

/** What one isolate retains of a class, by cycle. */
export interface IsolateSurvivors {
  readonly survivors: readonly number[];
  /** Maximum number of objects of the class that any look has seen, however they are retained. */
  readonly seen: readonly number[];
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
  /**
   * What each isolate of a pool has retained, of holders that correspond: all isolates run the same code. Empty for a
   * group of one isolate.
   */
  readonly acrossIsolates: readonly (readonly IsolateSurvivors[])[];
  /** Whether it is of other isolates than the scenario's own: of a pool's, which may be used in turn. */
  readonly isOfOthers?: boolean;
  /** The group that retains this one; if that grows, too, this one is reported with it. */
  readonly within: HeldGroup | null;
  /**
   * Whether its members are in several holders, none of which has any from both the first and the last cycle: a window may
   * release one holder after the other.
   */
  readonly isSpread: boolean;
  /** Returns the pending timers that reach the holders of this group. */
  timers(): readonly TimerList[];
  /**
   * Returns the findings of this group: its own first, then those of `below`, which grow and are retained by it.
   *
   * @param isSearched whether to search for further holders
   */
  findings(below: readonly HeldGroup[], isSearched: boolean): readonly Finding[];
}

/** The sizes of one collection, or of a value that is replaced by larger ones, by look. */
export interface CollectionSizes {
  readonly sizes: readonly StepSize[];
  /**
   * Id of an object whose backing store may consist mostly of holes, so that its entries must be counted; `null` for
   * tables that shrink with their entries.
   */
  readonly countable: number | null;
  /** Number of entries at the looks at which they were counted, in bytes of an array of numbers. */
  readonly entries: readonly StepSize[];
}

/** Collections, or values that are replaced by larger ones, that are held in the same way. */
export interface CollectionCourse {
  /** Class or kind, for a message. */
  readonly name: string;
  readonly members: readonly CollectionSizes[];
  /** Returns the pending timers that reach one of them. */
  timers(): readonly TimerList[];
  /** Whether the added elements are new objects; then the objects decide whether the collections grow. */
  readonly isFilledWithObjects: () => boolean;
  readonly finding: () => readonly Finding[];
}

/** Memory outside of the heap that grows under one reference. */
export interface ExternalPlace {
  /** Bytes at the last look, less those at the first one. */
  readonly bytes: number;
  /** Bytes at the first look. */
  readonly before: number;
  /** Returns the finding of the object that holds the memory. */
  readonly finding: () => readonly Finding[];
}

/** A number of members at a look. */
export interface MembersAt {
  /** Number of cycles before the look. */
  readonly cycles: number;
  readonly count: number;
  /** Members of now that were allocated since the look. */
  readonly addedSince: number;
}

/**
 * Numbers of members of a group, oldest look first: of all, and of each holder, in the order of `byHolder`. They are
 * empty for a holder that was not there at each of these looks.
 */
export interface GroupNumbers {
  readonly whole: readonly MembersAt[];
  readonly byHolder: readonly (readonly MembersAt[])[];
}

/** The numbers of control objects in the last snapshot. */
export interface SeenControls {
  /** Planted objects by the cycle in which they were allocated. */
  readonly planted: readonly number[];
  readonly held: number;
  readonly dropped: number;
}

/**
 * The history of a scenario's heap, snapshot by snapshot. The judgement's only source about the heap; `Heap` is the
 * type of a snapshot.
 */
export interface HeapHistory<Heap> {
  /** Adds the snapshot taken at the end of a cycle. */
  add(heap: Heap, iterations: number): void;
  /** Replaces the last snapshot by one that was taken after some quiet time. */
  lookAgain(heap: Heap): void;
  /** Returns the survivors by class: cheap, and sufficient to see that nothing grows. */
  classes(): readonly ClassSurvivors[];
  /** Returns the numbers of a class's objects at each look so far: how they came and went. */
  seen(of: Pick<ClassSurvivors, 'kind' | 'name'>): SeenNumbers;
  /** Returns the same numbers of each isolate by itself. */
  seenApart(of: Pick<ClassSurvivors, 'kind' | 'name'>): readonly NumbersInIsolate[];
  /** Returns the survivors of some classes, grouped by their holders. Searches the heap, so call it only if needed. */
  held(classes: readonly ClassSurvivors[]): readonly HeldGroup[];
  /**
   * Records which group each object of a class is in at this look, and which of the groups seem to grow.
   *
   * @param groups all groups of one class
   */
  noteMembers(groups: readonly HeldGroup[], growing: ReadonlySet<HeldGroup>): void;
  /**
   * Returns the survivors of a group by cycle, without those that were in another group at an earlier recorded look;
   * `null` if there were too few such looks. Members of a pool change groups, leaked objects stay.
   */
  settled(group: HeldGroup): readonly number[] | null;
  /** Returns a group's numbers of members at the looks that recorded them; `null` if there were too few such looks. */
  numbers(group: HeldGroup): GroupNumbers | null;
  /** Combines several groups of one class that have too few members to be judged alone. */
  together(groups: readonly HeldGroup[]): HeldGroup;
  collections(): readonly CollectionCourse[];
  /** Returns where memory outside of the heap has grown, most bytes first. */
  external(): readonly ExternalPlace[];
  /** Returns the bytes outside of the heap that only the harness and `context.keep()` retained at the last look. */
  ownExternalBytes(): number;
  controls(): SeenControls;
  /** Ids of the objects that retain everything passed to `context.keep()`. */
  keptIds(): ReadonlySet<number>;
  timers(): readonly TimerList[];
  /** Records the number of entries that some objects had at the last look, by id. */
  noteEntries(counts: ReadonlyMap<number, number>): void;
  /** Sets where survivors were allocated, for the findings created afterwards. */
  noteAllocations(allocations: readonly SurvivingAllocations[]): void;
}
