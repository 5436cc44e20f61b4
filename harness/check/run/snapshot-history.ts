import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import {
  Births,
  type GroupSurvivors,
  olderObjects,
  survivorsByGroup,
  withRareTogether,
} from '../../heap/diff/index.js';
import { findControls, type OwnControls } from '../judge/find-controls.js';
import {
  backingStores,
  externalBytesAmong,
  externalMemory,
  readTimerLists,
  replacedBefore,
  type ReplacedValue,
  replacedValues,
  type SizedValue,
  type TimerList,
} from '../../heap/graph/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Inspector } from '../../retention/index.js';
import { collectionCourses, type SeenSizes } from './collection-courses.js';
import { externalPlaces } from './external-places.js';
import { classKey } from './heap-history.js';
import type {
  ClassSurvivors,
  CollectionCourse,
  ExternalPlace,
  HeapHistory,
  HeldGroup,
  GroupNumbers,
  NumbersInIsolate,
  SeenControls,
  SeenNumbers,
} from './heap-history.js';
import { heldGroups, holdersOf, together } from './holder-growth.js';
import { holderKey, idsOf, noteGroups } from './note-groups.js';
import { SeenMembers } from './seen-members.js';
import { type SeenObjects, SeenSurvivors } from './seen-survivors.js';

/** Options of a history. */
export interface SnapshotHistoryOptions {
  readonly inspectors: readonly Inspector[];
  /** Maximum number of further holders to find for each finding; `null` if not given. */
  readonly holders: number | null;
}

/**
 * The history of a heap, by its snapshots. Earlier snapshots are not kept: a record of births knows in which cycle each
 * survivor was allocated.
 */
export class SnapshotHistory implements HeapHistory<HeapGraph> {
  readonly #options: SnapshotHistoryOptions;
  readonly #births: Births;
  readonly #looks: SeenSizes[] = [];
  readonly #members = new SeenMembers();
  readonly #survivors = new SeenSurvivors();
  #heap: HeapGraph;
  #controls: OwnControls;
  /** Memory outside of the heap at the first look. */
  readonly #externalBefore: ReadonlyMap<string, SizedValue>;
  #groups: readonly GroupSurvivors[] = [];
  /** Computed once per look. */
  #collections: readonly CollectionCourse[] | null = null;
  /** Computed once per look, as it may take a search of the heap. */
  #external: readonly ExternalPlace[] | null = null;
  #allocations: readonly SurvivingAllocations[] = [];

  /** @param iterations number of iterations of the warm-up */
  constructor(first: HeapGraph, iterations: number, options: SnapshotHistoryOptions) {
    this.#options = options;
    this.#heap = first;
    this.#controls = findControls(first);
    this.#externalBefore = externalMemory(first, this.#controls.own);
    this.#births = new Births(first);
    this.#take(first, iterations, this.#controls);
    this.#survivors.add(this.#seenNow());
  }

  add(heap: HeapGraph, iterations: number): void {
    this.#births.add(heap);
    this.#take(heap, iterations);
    this.#survivors.add(this.#seenNow());
  }

  lookAgain(heap: HeapGraph): void {
    this.#births.lookAgain(heap);
    this.#take(heap, this.#looks.pop()?.iterations ?? 0);
    this.#survivors.replace(this.#seenNow());
  }

  noteEntries(counts: ReadonlyMap<number, number>): void {
    const last = this.#looks.at(-1);
    if (last !== undefined) last.entries = counts;
    this.#collections = null;
  }

  /** Sets where survivors were allocated, for the findings created afterwards. */
  noteAllocations(allocations: readonly SurvivingAllocations[]): void {
    this.#allocations = allocations;
  }

  classes(): ClassSurvivors[] {
    return this.#groups.map(({ kind, name, survivors, members }) => {
      const born = members.slice(members.length - (survivors.at(-1) ?? 0));
      const lastBytes = born.reduce((sum, member) => sum + this.#heap.shallowBytes(member), 0);
      return { kind, name, survivors, lastBytes };
    });
  }

  seen(of: Pick<ClassSurvivors, 'kind' | 'name'>): SeenNumbers {
    return this.#survivors.of(of);
  }

  seenApart(of: Pick<ClassSurvivors, 'kind' | 'name'>): readonly NumbersInIsolate[] {
    return [{ ...this.seen(of), isOfOthers: false }];
  }

  held(classes: readonly ClassSurvivors[]): HeldGroup[] {
    const wanted = new Set(classes.map(({ kind, name }) => classKey(kind, name)));
    const groups = this.#groups.filter(({ kind, name }) => wanted.has(classKey(kind, name)));
    return heldGroups(
      {
        heap: this.#heap,
        isOld: (node) => this.#isOld(node),
        byCycle: (nodes) => this.#byCycle(nodes),
        iterations: this.#iterations,
        allocations: () => this.#allocations,
        ...this.#options,
      },
      groups,
    );
  }

  noteMembers(groups: readonly HeldGroup[], growing: ReadonlySet<HeldGroup>): void {
    const [first, ...others] = groups;
    if (first === undefined) return;
    const noted = noteGroups(this.#heap, this.#births, [first, ...others], growing);
    this.#members.note(first, noted, this.#births.cycles);
  }

  settled(group: HeldGroup): readonly number[] | null {
    const settled = this.#members.settled(group, idsOf(this.#heap, group), (id) =>
      this.#births.cycleOfId(id),
    );
    return settled === null ? null : this.#births.byCycle(settled);
  }

  numbers(group: HeldGroup): GroupNumbers | null {
    const whole = this.#members.numbers(group, null, group.survivors);
    const byHolder = holdersOf(group).map(
      ({ holder }, at) =>
        this.#members.numbers(group, holderKey(this.#heap, holder), group.byHolder[at] ?? []) ?? [],
    );
    return whole === null ? null : { whole, byHolder };
  }

  together(groups: readonly HeldGroup[]): HeldGroup {
    return together(groups);
  }

  external(): readonly ExternalPlace[] {
    this.#external ??= externalPlaces(this.#heap, {
      ...this.#options,
      before: this.#externalBefore,
      own: this.#controls.own,
      iterations: this.#iterations,
      isOld: (one) => this.#isOld(one),
    });
    return this.#external;
  }

  ownExternalBytes(): number {
    return externalBytesAmong(this.#heap, this.#controls.own);
  }

  collections(): readonly CollectionCourse[] {
    this.#collections ??= collectionCourses({
      heap: this.#heap,
      looks: this.#looks,
      births: this.#births,
      own: this.#controls.own,
      isOld: (node) => this.#isOld(node),
      ...this.#options,
    });
    return this.#collections;
  }

  controls(): SeenControls {
    const { planted, held, dropped } = this.#controls;
    return { planted: this.#byCycle(planted), held: held.length, dropped: dropped.length };
  }

  keptIds(): ReadonlySet<number> {
    return new Set(this.#controls.kept.map((node) => this.#heap.id(node)));
  }

  timers(): TimerList[] {
    return readTimerLists(this.#heap);
  }

  get #iterations(): number {
    return (this.#looks.at(-1)?.iterations ?? 0) - (this.#looks.at(0)?.iterations ?? 0);
  }

  #take(heap: HeapGraph, iterations: number, controls: OwnControls = findControls(heap)): void {
    this.#members.nextLook();
    this.#collections = null;
    this.#external = null;
    const before = this.#heap;
    this.#heap = heap;
    this.#controls = controls;
    const isOld = (node: NodeOrdinal): boolean => this.#isOld(node);
    const [first] = this.#looks;
    // At the first look everything is old.
    this.#groups =
      first === undefined ? [] : withRareTogether(survivorsByGroup(heap, this.#births, this.#controls.own));
    const replaced = first === undefined ? new Map<string, ReplacedValue>() : replacedValues(heap, isOld);
    // Only now is it known which places to read in the first snapshot.
    if (first !== undefined && this.#looks.length === 1)
      first.sizes = new Map([...first.sizes, ...replacedBefore(before, heap, replaced)]);
    const sizes = new Map<string, SizedValue>([...backingStores(heap, isOld), ...replaced]);
    this.#looks.push({ iterations, sizes, entries: new Map() });
  }

  #seenNow(): SeenObjects {
    return { classes: this.#groups, older: olderObjects(this.#heap, this.#births) };
  }

  #isOld(node: NodeOrdinal): boolean {
    return this.#births.isOld(node);
  }

  /** Returns how many of some objects were allocated in each cycle. */
  #byCycle(nodes: readonly NodeOrdinal[]): number[] {
    return this.#births.byCycle(nodes.map((node) => this.#heap.id(node)));
  }
}
