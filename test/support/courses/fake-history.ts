import type { StepSize } from '../../../harness/check/judge/step-rule.js';
import { findingOf } from '../../../harness/check/result/finding.js';
import type { Finding } from '../../../harness/check/result/verdict.js';
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
} from '../../../harness/check/run/heap-history.js';
import { SeenMembers } from '../../../harness/check/run/seen-members.js';
import { type SeenObjects, SeenSurvivors } from '../../../harness/check/run/seen-survivors.js';
import { addedUp, SharedGroup, sharedGroups } from '../../../harness/check/run/shared-groups.js';
import type { TimerList } from '../../../harness/heap/graph/queries/timer-lists.js';
import { fakePart } from './fake-part.js';
import { type Birth, type FakeHeap, type FakeScenario, isolateOf } from './fake-scenario.js';
import { Random } from './random.js';

/** What has a name in one isolate, told from what has the same name in another one. */
const nameIn = (name: string, isolate: number): string => `${name} of ${isolate}`;

/** What one holder holds of one class at a look. */
interface Way {
  readonly className: string;
  readonly holder: string;
  readonly births: readonly Birth[];
  readonly survivors: readonly number[];
  readonly isolate: number;
}

/** Holders that are alike up to a `#` are held in the same way. */
const wayOf = (holder: string): string => holder.split('#')[0] ?? '';

/** What a history asks of the scenario that it is of. */
export interface Watched {
  readonly scenario: FakeScenario;
  /** The living objects of each holder, in the order of birth. */
  readonly births: readonly (readonly Birth[])[];
  /** Iterations so far. */
  readonly done: number;
  plantedBetween(from: number, to: number): number;
}

/** What a check has seen of a fake scenario's heap. */
export class FakeHistory implements HeapHistory<FakeHeap> {
  readonly #subject: Watched;
  /** Iterations done at each look. */
  readonly #looks: number[];
  readonly #entries: { iterations: number; counts: ReadonlyMap<number, number> }[] = [];
  readonly #members = new SeenMembers();
  readonly #survivors = new SeenSurvivors();
  readonly #random = new Random(1);
  #held: readonly Way[] = [];
  readonly #ways = new WeakMap<HeldGroup, readonly Way[]>();

  constructor(subject: Watched) {
    this.#subject = subject;
    this.#looks = [subject.done];
    this.#survivors.add({ classes: [], older: this.#older() });
  }

  add({ iterations }: FakeHeap): void {
    this.#looks.push(iterations);
    this.#survivors.add({ classes: [], older: [] });
    this.lookAgain();
  }

  lookAgain(): void {
    this.#members.nextLook();
    this.#held = this.#subject.scenario.holders.flatMap((one, which) => {
      const { className, holder, lends } = one;
      const isolate = isolateOf(one, which);
      const births = this.#subject.births[which] ?? [];
      const way = (of: string, held: readonly Birth[]): Way => {
        return { className, holder: of, births: held, survivors: this.#byCycle(held), isolate };
      };
      if (lends === undefined) return [way(holder, births)];
      const newest = births.length - lends.count / 3;
      const drawn = Array.from({ length: lends.count * (2 / 3) }, () => this.#random.upTo(births.length) - 1);
      const lent = new Set(drawn.concat([...births.keys()].filter((at) => at >= newest)));
      return [
        way(
          holder,
          births.filter((_, at) => !lent.has(at)),
        ),
        way(
          lends.to,
          births.filter((_, at) => lent.has(at)),
        ),
      ];
    });
    this.#survivors.replace({
      classes: [...this.classes(), ...this.#classesByIsolate()],
      older: this.#older(),
    });
  }

  seen(of: Pick<ClassSurvivors, 'kind' | 'name'>): SeenNumbers {
    return this.#survivors.of(of);
  }

  seenApart(of: Pick<ClassSurvivors, 'kind' | 'name'>): readonly NumbersInIsolate[] {
    if (this.#subject.scenario.isTakenInTurn !== true) return [{ ...this.seen(of), isOfOthers: false }];
    const isolates = new Set(this.#held.map(({ isolate }) => isolate));
    return [...isolates].map((isolate) => ({
      ...this.#survivors.of({ kind: of.kind, name: nameIn(of.name, isolate) }),
      isOfOthers: true,
    }));
  }

  noteMembers(groups: readonly HeldGroup[], growing: ReadonlySet<HeldGroup>): void {
    const [first] = groups;
    if (first === undefined) return;
    const noted = groups.flatMap((group) =>
      partsOf(group).map((part) => {
        const ways = this.#waysOf(part);
        const ids: number[] = [];
        for (const { births } of ways) for (const one of births) if (!this.#isOlder(one)) ids.push(one.id);
        const holders = new Map(ways.map((way) => [way.holder, way.births.length]));
        const older = ways.reduce((sum, { births }) => sum + births.length, -ids.length);
        const { fingerprint } = this.#keyed(part);
        return { fingerprint, ids, older, grows: growing.has(group), holders };
      }),
    );
    this.#members.note(first, noted, this.#looks.length - 1);
  }

  numbers(group: HeldGroup): GroupNumbers | null {
    const parts = partsOf(group).map((part) => ({
      whole: this.#members.numbers(this.#keyed(part), null, part.survivors),
      byHolder: this.#waysOf(part).map(
        ({ holder }, at) => this.#members.numbers(this.#keyed(part), holder, part.byHolder[at] ?? []) ?? [],
      ),
    }));
    const [first, ...others] = parts.map(({ whole }) => whole);
    if (first === undefined || first === null || others.includes(null)) return null;
    const whole = first.map((one, look) => ({
      ...one,
      count: others.reduce((sum, other) => sum + (other?.[look]?.count ?? 0), one.count),
      addedSince: others.reduce((sum, other) => sum + (other?.[look]?.addedSince ?? 0), one.addedSince),
    }));
    return { whole, byHolder: parts.flatMap(({ byHolder }) => byHolder) };
  }

  #isOlder({ at }: Birth): boolean {
    return at < (this.#looks[0] ?? 0);
  }

  /** Counts the objects of each class that were there at the first look, of all isolates and of each. */
  #older(): SeenObjects['older'] {
    const counts = new Map<string, number>();
    for (const [which, holder] of this.#subject.scenario.holders.entries()) {
      const older = (this.#subject.births[which] ?? []).filter((one) => this.#isOlder(one));
      for (const name of [holder.className, nameIn(holder.className, isolateOf(holder, which))])
        counts.set(name, (counts.get(name) ?? 0) + older.length);
    }
    return [...counts].map(([name, count]) => ({ kind: 'object', name, count }));
  }

  #cycleOf({ at = 0 }: Partial<Birth> = {}): number {
    return this.#looks.findLastIndex((look) => at >= look);
  }

  settled(group: HeldGroup): readonly number[] | null {
    const settled = partsOf(group).map((part) => {
      const births = this.#waysOf(part).flatMap((way) => way.births);
      const ids = this.#members.settled(
        this.#keyed(part),
        births.map(({ id }) => id),
        inOrder(births, (birth) => this.#cycleOf(birth)),
      );
      return ids && this.#byCycle(ids.map(inOrder(births, (birth) => birth)));
    });
    const known = settled.filter((one) => one !== null);
    return known.length < settled.length ? null : addedUp(known);
  }

  #waysOf(part: HeldGroup): readonly Way[] {
    return this.#ways.get(part) ?? [];
  }

  /** Identifies a group of one isolate. */
  #keyed(part: HeldGroup): Pick<HeldGroup, 'kind' | 'className' | 'fingerprint'> {
    const { kind, className, fingerprint } = part;
    return { kind, className, fingerprint: nameIn(fingerprint, this.#waysOf(part)[0]?.isolate ?? 0) };
  }

  classes(): ClassSurvivors[] {
    const names = new Set(this.#subject.scenario.holders.map(({ className }) => className));
    return [...names].map((name) => {
      const survivors = this.#sumOf(this.#held.filter(({ className }) => className === name));
      return { kind: 'object', name, survivors, lastBytes: 16 * (survivors.at(-1) ?? 0) };
    });
  }

  /** Returns the classes of each isolate, under names that tell these. */
  #classesByIsolate(): ClassSurvivors[] {
    const byName = new Map<string, Way[]>();
    for (const way of this.#held) {
      const name = nameIn(way.className, way.isolate);
      byName.set(name, [...(byName.get(name) ?? []), way]);
    }
    return [...byName].map(([name, ways]) => ({
      kind: 'object',
      name,
      survivors: this.#sumOf(ways),
      lastBytes: 0,
    }));
  }

  held(classes: readonly ClassSurvivors[]): HeldGroup[] {
    const wanted = new Set(classes.map(({ name }) => name));
    const held = this.#held.filter(({ className }) => wanted.has(className));
    if (this.#subject.scenario.isTakenInTurn !== true) return this.#groups(held);
    const isolates = [...new Set(held.map(({ isolate }) => isolate))];
    const parts = isolates.flatMap((isolate) =>
      this.#groups(held.filter((way) => way.isolate === isolate)).map((group) =>
        fakePart(group, isolate, {
          of: isolates.length,
          seen: this.#survivors.of({ kind: 'object', name: nameIn(group.className, isolate) }).survivors,
        }),
      ),
    );
    return sharedGroups(parts, this.#subject.done);
  }

  together(groups: readonly HeldGroup[]): HeldGroup {
    const [first] = groups;
    if (first === undefined) throw new RangeError('at least one group is required');
    const survivors = first.survivors.map((_, cycle) =>
      groups.reduce((sum, group) => sum + (group.survivors[cycle] ?? 0), 0),
    );
    // A class passes no methods on.
    const all: HeldGroup = {
      ...first,
      survivors,
      byHolder: [],
      acrossIsolates: [],
      timers: () => first.timers(),
      findings: (below, isSearched) => first.findings(below, isSearched),
    };
    this.#ways.set(all, this.#waysOf(first));
    return all;
  }

  external(): readonly ExternalPlace[] {
    return [];
  }

  ownExternalBytes(): number {
    return 0;
  }

  collections(): CollectionCourse[] {
    return Object.entries(this.#subject.scenario.collections ?? {}).map(([name, size]) => {
      const sizes = this.#looks.map((iterations): StepSize => ({ iterations, size: size(iterations) }));
      const id = Object.keys(this.#subject.scenario.entries ?? {}).indexOf(name);
      const entries = this.#entries.flatMap(({ iterations, counts }) => {
        const count = counts.get(id);
        return count === undefined ? [] : [{ iterations, size: 8 * count }];
      });
      return {
        name,
        members: [{ sizes, countable: id < 0 ? null : id, entries }],
        timers: () => [],
        isFilledWithObjects: () => false,
        finding: () => [finding({ name, fingerprint: name, survivors: [], kind: 'collection' })],
      };
    });
  }

  controls(): SeenControls {
    const planted = this.#looks
      .slice(1)
      .map((iterations, at) => this.#subject.plantedBetween(this.#looks[at] ?? 0, iterations));
    return { planted, held: 1, dropped: 0 };
  }

  keptIds(): ReadonlySet<number> {
    return new Set();
  }

  timers(): TimerList[] {
    return [...(this.#subject.scenario.timers ?? [])];
  }

  noteEntries(counts: ReadonlyMap<number, number>): void {
    this.#entries.push({ iterations: this.#looks.at(-1) ?? 0, counts });
  }

  noteAllocations(): void {
    // No findings of a heap are made.
  }

  #sumOf(ways: readonly Way[]): number[] {
    return this.#looks
      .slice(1)
      .map((_, cycle) => ways.reduce((sum, { survivors }) => sum + (survivors[cycle] ?? 0), 0));
  }

  #groups(held: readonly Way[]): HeldGroup[] {
    const ways = new Map<string, Way[]>();
    for (const way of held) {
      const key = `${way.className} ${wayOf(way.holder)}`;
      ways.set(key, [...(ways.get(key) ?? []), way]);
    }
    return [...ways.values()].map((same) => this.#group(same[0]?.className ?? '', same));
  }

  #group(className: string, ways: readonly Way[]): HeldGroup {
    const survivors = this.#sumOf(ways);
    const fingerprint = wayOf(ways[0]?.holder ?? '');
    const group: HeldGroup = {
      kind: 'object',
      className,
      fingerprint,
      survivors,
      byHolder: ways.map((way) => way.survivors),
      acrossIsolates: [],
      within: null,
      isSpread: false,
      timers: () => [],
      findings: () => [finding({ name: className, fingerprint, survivors, kind: 'object' })],
    };
    this.#ways.set(group, ways);
    return group;
  }

  #byCycle(births: readonly Birth[]): number[] {
    const counts = this.#looks.slice(1).map(() => 0);
    const lookBefore = (cycle: number): number => this.#looks[cycle] ?? Infinity;
    let cycle = 0;
    for (const { at } of births) {
      // Sorted but for where another holder's begin.
      if (at < lookBefore(cycle)) cycle = 0;
      if (at < lookBefore(0)) continue;
      while (cycle < counts.length - 1 && at >= lookBefore(cycle + 1)) cycle += 1;
      counts[cycle] = (counts[cycle] ?? 0) + 1;
    }
    return counts;
  }
}

/** Returns a function of the ids of births that is called in their order, some of them left out. */
function inOrder<T>(births: readonly Birth[], result: (birth: Birth) => T): (id: number) => T {
  let at = 0;
  return (id) => {
    for (let birth = births[at]; birth !== undefined; birth = births[++at])
      if (birth.id === id) return result(birth);
    throw new RangeError(`${id} is not a later one of the births`);
  };
}

/** Returns the groups of each isolate that a group consists of. */
function partsOf(group: HeldGroup): readonly HeldGroup[] {
  return group instanceof SharedGroup ? group.parts.map((part) => part.group) : [group];
}

function finding({
  name,
  fingerprint,
  survivors,
  kind,
}: {
  readonly name: string;
  readonly fingerprint: string;
  readonly survivors: readonly number[];
  readonly kind: Finding['kind'];
}): Finding {
  const count = survivors.reduce((sum, one) => sum + one, 0);
  return findingOf({
    fingerprint,
    className: name,
    kind,
    perIteration: 0,
    count,
    iterations: 0,
    survivors,
  });
}
