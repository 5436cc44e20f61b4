import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import type { OtherHeap } from '../../isolates/program/index.js';
import type { HeapGraph, TimerList } from '../../heap/graph/index.js';
import { classKey } from './heap-history.js';
import type {
  ClassSurvivors,
  CollectionCourse,
  ExternalPlace,
  GroupNumbers,
  HeapHistory,
  HeldGroup,
  MembersAt,
  NumbersInIsolate,
  SeenControls,
  SeenNumbers,
} from './heap-history.js';
import type { FindingIsolates } from '../result/verdict.js';
import { idInProgram, perIsolate } from './program-ids.js';
import { addedUp, originKey, padded, type Part, SharedGroup, sharedGroups } from './shared-groups.js';
import { SnapshotHistory, type SnapshotHistoryOptions } from './snapshot-history.js';

/** The heaps of a program at one look: that of the scenario's own isolate, and those of its other threads and processes. */
export interface ProgramHeap {
  readonly own: HeapGraph;
  readonly others: readonly OtherHeap[];
}

/** The history of another isolate, which begins with the first look at it. */
export interface OtherHistory {
  readonly isolate: OtherHeap['isolate'];
  readonly history: SnapshotHistory;
  /** Number of cycles before that look. What the isolate contained then was allocated before it was observed. */
  readonly since: number;
}

/**
 * The history of all heaps of a program. Growth is the sum over isolates that the same line of code started, because a
 * pool distributes its tasks unevenly; what an isolate retains ends with it.
 */
export class ProgramHistory implements HeapHistory<ProgramHeap> {
  readonly #options: SnapshotHistoryOptions;
  readonly #own: SnapshotHistory;
  #others: readonly OtherHistory[] = [];
  #cycles = 0;
  readonly #firstIterations: number;
  #iterations: number;

  /** @param iterations number of iterations of the warm-up */
  constructor(first: ProgramHeap, iterations: number, options: SnapshotHistoryOptions) {
    this.#options = options;
    this.#firstIterations = iterations;
    this.#iterations = iterations;
    this.#own = new SnapshotHistory(first.own, iterations, options);
    this.#take(first, (history, heap) => history.lookAgain(heap));
  }

  add({ own, others }: ProgramHeap, iterations: number): void {
    this.#cycles += 1;
    this.#iterations = iterations;
    this.#own.add(own, iterations);
    this.#take({ own, others }, (history, heap) => history.add(heap, iterations));
  }

  lookAgain({ own, others }: ProgramHeap): void {
    this.#own.lookAgain(own);
    this.#take({ own, others }, (history, heap) => history.lookAgain(heap));
  }

  classes(): readonly ClassSurvivors[] {
    const own = this.#own.classes();
    if (this.#others.length === 0) return own;
    const all = new Map(own.map((one) => [classKey(one.kind, one.name), one]));
    for (const { history, since } of this.#others) {
      for (const one of history.classes()) {
        const key = classKey(one.kind, one.name);
        const before = all.get(key);
        const survivors = padded(one.survivors, since);
        const sum = addedUp([before?.survivors ?? [], survivors]);
        all.set(key, { ...one, survivors: sum, lastBytes: one.lastBytes + (before?.lastBytes ?? 0) });
      }
    }
    return [...all.values()];
  }

  seen(of: Pick<ClassSurvivors, 'kind' | 'name'>): SeenNumbers {
    const [own = { survivors: [], older: [] }, ...others] = this.seenApart(of);
    return {
      survivors: own.survivors.map((counts, look) =>
        addedUp([counts, ...others.map(({ survivors }) => survivors[look] ?? [])]),
      ),
      older: addedUp([own.older, ...others.map(({ older }) => older)]),
    };
  }

  seenApart(of: Pick<ClassSurvivors, 'kind' | 'name'>): readonly NumbersInIsolate[] {
    const own = this.#own.seen(of);
    const others = this.#others.map(({ history, since }) => {
      const seen = history.seen(of);
      // At a look before the first one at that isolate, nothing was known of its survivors; older objects were there.
      return {
        survivors: own.survivors.map((_, look) => padded(seen.survivors[look - since] ?? [], since)),
        older: own.older.map((_, look) => seen.older[Math.max(0, look - since)] ?? 0),
        isOfOthers: true,
      };
    });
    return [{ ...own, isOfOthers: false }, ...others];
  }

  held(classes: readonly ClassSurvivors[]): readonly HeldGroup[] {
    const own = this.#own.held(classes);
    const parts = this.#others.flatMap((other) =>
      other.history.held(classes).map((group) => partWith(group, this.#partOf(other))),
    );
    return [...own, ...sharedGroups(parts, this.#iterationsRun)];
  }

  noteMembers(groups: readonly HeldGroup[], growing: ReadonlySet<HeldGroup>): void {
    for (const [history, own] of this.#byHistory(groups)) {
      history.noteMembers(own, new Set(this.#byHistory([...growing]).get(history)));
    }
  }

  settled(group: HeldGroup): readonly number[] | null {
    if (!(group instanceof SharedGroup)) return this.#own.settled(group);
    const settled = group.parts.flatMap(({ history, group: part, since }) => {
      const counts = history.settled(part);
      return counts === null ? [] : [padded(counts, since)];
    });
    return settled.length < group.parts.length ? null : addedUp(settled);
  }

  numbers(group: HeldGroup): GroupNumbers | null {
    if (!(group instanceof SharedGroup)) return this.#own.numbers(group);
    const parts = group.parts.flatMap(({ history, group: part, since }) => {
      const numbers = history.numbers(part);
      return numbers === null ? [] : [laterBy(numbers, since)];
    });
    if (parts.length < group.parts.length) return null;
    return {
      whole: numbersOfAll(parts.map(({ whole }) => whole)),
      byHolder: parts.flatMap(({ byHolder }) => byHolder),
    };
  }

  together(groups: readonly HeldGroup[]): HeldGroup {
    if (!groups.some((one) => one instanceof SharedGroup)) return this.#own.together(groups);
    const parts = [...this.#byHistory(groups)].map(([history, own]): Part => {
      const other = this.#others.find((one) => one.history === history);
      const group = history.together(own);
      return other === undefined
        ? partWith(group, { history, since: 0, isolate: null, of: 0 })
        : partWith(group, this.#partOf(other));
    });
    return new SharedGroup(parts, null, this.#iterationsRun);
  }

  collections(): readonly CollectionCourse[] {
    const others = this.#others.flatMap((other) => {
      const isolates = this.#isolatesOf(other);
      return other.history.collections().map((course) => ({
        ...course,
        members: course.members.map(({ countable, ...sizes }) => ({
          ...sizes,
          countable: countable === null ? null : idInProgram(other.isolate.serial, countable),
        })),
        finding: () => course.finding().map((one) => ({ ...one, isolates })),
      }));
    });
    return [...this.#own.collections(), ...others];
  }

  external(): readonly ExternalPlace[] {
    const others = this.#others.flatMap((other) => {
      const isolates = this.#isolatesOf(other);
      return other.history.external().map((place) => ({
        ...place,
        finding: () => place.finding().map((one) => ({ ...one, isolates })),
      }));
    });
    return [...this.#own.external(), ...others].toSorted((one, other) => other.bytes - one.bytes);
  }

  ownExternalBytes(): number {
    return this.#own.ownExternalBytes();
  }

  controls(): SeenControls {
    // Those of the other isolates were checked before their heaps were accepted.
    return this.#own.controls();
  }

  keptIds(): ReadonlySet<number> {
    return this.#own.keptIds();
  }

  timers(): readonly TimerList[] {
    return [this.#own, ...this.#others.map(({ history }) => history)].flatMap((one) => one.timers());
  }

  noteEntries(counts: ReadonlyMap<number, number>): void {
    for (const [serial, { inProgram, inIsolate }] of perIsolate([...counts.keys()])) {
      const history =
        serial === null ? this.#own : this.#others.find(({ isolate }) => isolate.serial === serial)?.history;
      history?.noteEntries(new Map(inIsolate.map((id, at) => [id, counts.get(inProgram[at] ?? id) ?? 0])));
    }
  }

  noteAllocations(allocations: readonly SurvivingAllocations[]): void {
    this.#own.noteAllocations(allocations);
  }

  get #iterationsRun(): number {
    return this.#iterations - this.#firstIterations;
  }

  /** Continues the histories of isolates that were read at the last look, too; others begin. */
  #take({ others }: ProgramHeap, update: (history: SnapshotHistory, heap: HeapGraph) => void): void {
    this.#others = others.map(({ isolate, heap }) => {
      const before = this.#others.find((one) => one.isolate.serial === isolate.serial);
      if (before === undefined) {
        const history = new SnapshotHistory(heap, this.#iterations, this.#options);
        return { isolate, history, since: this.#cycles };
      }
      update(before.history, heap);
      return before;
    });
  }

  #isolatesOf(other: OtherHistory): FindingIsolates {
    const { isolate, of } = this.#partOf(other);
    return { kind: isolate.kind, names: [isolate.name], of, startedAt: isolate.startedAt };
  }

  #partOf({
    isolate,
    history,
    since,
  }: OtherHistory): Omit<Part, 'group' | 'seen'> & { isolate: OtherHeap['isolate'] } {
    const of = this.#others.filter((one) => originKey(one.isolate) === originKey(isolate)).length;
    return { isolate, history, since, of };
  }

  /** Sorts groups, or their parts, by the history that they are from. */
  #byHistory(groups: readonly HeldGroup[]): Map<SnapshotHistory, HeldGroup[]> {
    const sorted = new Map<SnapshotHistory, HeldGroup[]>();
    const add = (history: SnapshotHistory, group: HeldGroup): void =>
      void sorted.set(history, [...(sorted.get(history) ?? []), group]);
    for (const group of groups) {
      if (group instanceof SharedGroup) for (const part of group.parts) add(part.history, part.group);
      else add(this.#own, group);
    }
    return sorted;
  }
}

function partWith(group: HeldGroup, of: Omit<Part, 'group' | 'seen'>): Part {
  return { ...of, group, seen: of.history.seen({ kind: group.kind, name: group.className }).survivors };
}

/** Counts the cycles from the beginning of the run, not of the history of one isolate. */
function laterBy({ whole, byHolder }: GroupNumbers, since: number): GroupNumbers {
  const later = (numbers: readonly MembersAt[]): MembersAt[] =>
    numbers.map((one) => ({ ...one, cycles: one.cycles + since }));
  return { whole: later(whole), byHolder: byHolder.map(later) };
}

/** Adds up the numbers of several isolates at the looks that all of them have. */
function numbersOfAll(parts: readonly (readonly MembersAt[])[]): MembersAt[] {
  const [first = [], ...others] = parts;
  return first.flatMap((one) => {
    const same = others.flatMap((numbers) => numbers.find(({ cycles }) => cycles === one.cycles) ?? []);
    return same.length < others.length ? [] : [addUp([one, ...same])];
  });
}

function addUp(same: readonly MembersAt[]): MembersAt {
  const of = (what: 'count' | 'addedSince'): number => same.reduce((sum, one) => sum + one[what], 0);
  return { cycles: same[0]?.cycles ?? 0, count: of('count'), addedSince: of('addedSince') };
}
