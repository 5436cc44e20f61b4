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
  SeenControls,
} from '../../../harness/check/run/heap-history.js';
import { SeenMembers } from '../../../harness/check/run/seen-members.js';
import { SeenSurvivors } from '../../../harness/check/run/seen-survivors.js';
import type { TimerList } from '../../../harness/heap/graph/queries/timer-lists.js';
import type { Birth, FakeHeap, FakeScenario } from './fake-scenario.js';
import { Random } from './random.js';

/** What one holder holds of one class at a look. */
interface Way {
  readonly className: string;
  readonly holder: string;
  readonly births: readonly Birth[];
  readonly survivors: readonly number[];
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

  constructor(subject: Watched) {
    this.#subject = subject;
    this.#looks = [subject.done];
    this.#survivors.add([]);
  }

  add({ iterations }: FakeHeap): void {
    this.#looks.push(iterations);
    this.#survivors.add([]);
    this.lookAgain();
  }

  lookAgain(): void {
    this.#members.nextLook();
    this.#held = this.#subject.scenario.holders.flatMap(({ className, holder, lends }, which) => {
      const births = this.#subject.births[which] ?? [];
      const way = (of: string, held: readonly Birth[]): Way => {
        return { className, holder: of, births: held, survivors: this.#byCycle(held) };
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
    this.#survivors.replace(this.classes());
  }

  seen(of: Pick<ClassSurvivors, 'kind' | 'name'>): readonly (readonly number[])[] {
    return this.#survivors.of(of);
  }

  noteMembers(groups: readonly HeldGroup[], growing: ReadonlySet<HeldGroup>): void {
    const [first] = groups;
    if (first === undefined) return;
    const noted = groups.map((group) => {
      const ids = this.#birthsOf(group).map(({ id }) => id);
      const holders = new Map(this.#waysOf(group).map((way) => [way.holder, way.births.length]));
      return { fingerprint: group.fingerprint, ids, grows: growing.has(group), holders };
    });
    this.#members.note(first, noted, this.#looks.length - 1);
  }

  numbers(group: HeldGroup): GroupNumbers | null {
    const whole = this.#members.numbers(group, null, group.survivors);
    const byHolder = this.#waysOf(group).map(
      ({ holder }, at) => this.#members.numbers(group, holder, group.byHolder[at] ?? []) ?? [],
    );
    return whole === null ? null : { whole, byHolder };
  }

  #cycleOf({ at = 0 }: Partial<Birth> = {}): number {
    return this.#looks.findLastIndex((look) => at >= look);
  }

  settled(group: HeldGroup): readonly number[] | null {
    const byId = new Map(this.#birthsOf(group).map((birth) => [birth.id, birth]));
    const settled = this.#members.settled(group, [...byId.keys()], (id) => this.#cycleOf(byId.get(id)));
    return settled === null ? null : this.#byCycle(settled.flatMap((id) => byId.get(id) ?? []));
  }

  #birthsOf(group: HeldGroup): readonly Birth[] {
    const ways = this.#waysOf(group);
    return ways.length === 1 && ways[0] !== undefined ? ways[0].births : ways.flatMap(({ births }) => births);
  }

  #waysOf({ className: of, fingerprint }: HeldGroup): Way[] {
    return this.#held.filter(({ className, holder }) => className === of && wayOf(holder) === fingerprint);
  }

  classes(): ClassSurvivors[] {
    const names = new Set(this.#subject.scenario.holders.map(({ className }) => className));
    return [...names].map((name) => {
      const survivors = this.#sumOf(this.#held.filter(({ className }) => className === name));
      return { kind: 'object', name, survivors, lastBytes: 16 * (survivors.at(-1) ?? 0) };
    });
  }

  held(classes: readonly ClassSurvivors[]): HeldGroup[] {
    return classes.flatMap(({ name }) => {
      const ways = new Map<string, Way[]>();
      for (const way of this.#held)
        if (way.className === name)
          ways.set(wayOf(way.holder), [...(ways.get(wayOf(way.holder)) ?? []), way]);
      return [...ways.values()].map((holders) => this.#group(name, holders));
    });
  }

  together(groups: readonly HeldGroup[]): HeldGroup {
    const [first] = groups;
    if (first === undefined) throw new RangeError('at least one group is required');
    const survivors = first.survivors.map((_, cycle) =>
      groups.reduce((sum, group) => sum + (group.survivors[cycle] ?? 0), 0),
    );
    return { ...first, survivors, byHolder: [] };
  }

  external(): readonly ExternalPlace[] {
    return [];
  }

  collections(): CollectionCourse[] {
    return Object.entries(this.#subject.scenario.collections ?? {}).map(([name, size]) => {
      const sizes = this.#looks.map((iterations): StepSize => ({ iterations, bytes: size(iterations) }));
      const id = Object.keys(this.#subject.scenario.entries ?? {}).indexOf(name);
      return {
        name,
        sizes,
        countable: id < 0 ? null : id,
        entries: this.#entries.flatMap(({ iterations, counts }) => {
          const count = counts.get(id);
          return count === undefined ? [] : [{ iterations, bytes: 8 * count }];
        }),
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
    return [];
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

  #group(className: string, ways: readonly Way[]): HeldGroup {
    const survivors = this.#sumOf(ways);
    const fingerprint = wayOf(ways[0]?.holder ?? '');
    return {
      kind: 'object',
      className,
      fingerprint,
      survivors,
      byHolder: ways.map((way) => way.survivors),
      acrossIsolates: this.#subject.scenario.isTakenInTurn === true ? [ways.map((way) => way.survivors)] : [],
      within: null,
      timers: () => [],
      findings: () => [finding({ name: className, fingerprint, survivors, kind: 'object' })],
    };
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
