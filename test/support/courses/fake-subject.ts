import type { RunEffort } from '../../../harness/isolates/agent/scenario-session.js';
import type { StepSize } from '../../../harness/check/judge/step-rule.js';
import type { TimerList } from '../../../harness/heap/graph/queries/timer-lists.js';
import type {
  ClassSurvivors,
  CollectionCourse,
  HeapHistory,
  HeldGroup,
  SeenControls,
} from '../../../harness/check/run/heap-history.js';
import type { Look, Subject } from '../../../harness/check/run/subject.js';
import type { Finding } from '../../../harness/check/result/verdict.js';
import { SeenMembers } from '../../../harness/check/run/seen-members.js';
import type { Course } from './courses.js';
import { Random } from './random.js';

/** One holder of a class, and the course of what it holds. */
export interface FakeHolder {
  readonly className: string;
  /** Holders that are alike up to a `#` are held in the same way: `lists#0`, `lists#1`. */
  readonly holder: string;
  readonly course: Course;
  /** How many of them another holder has in use at a look: the newest, and others that are drawn anew each time. */
  readonly lends?: { readonly to: string; readonly count: number };
}

/** Something whose size is told by a formula: a collection's bytes, or a counter's. */
export type SizeCourse = (iterations: number) => number;

export interface FakeScenario {
  readonly holders: readonly FakeHolder[];
  readonly collections?: Readonly<Record<string, SizeCourse>>;
  /** Entries of collections whose stores may be holes for the most part, by the same names. */
  readonly entries?: Readonly<Record<string, SizeCourse>>;
  readonly counters?: Readonly<Record<string, SizeCourse>>;
  /** @defaultValue 0.05 */
  readonly iterationMs?: number;
  /** The iteration in which the system refuses something. */
  readonly refusedAt?: number;
}

/** What the judgement sees of a heap that is not there: births and deaths by formula. */
export interface FakeHeap {
  readonly iterations: number;
}

interface Birth {
  readonly id: number;
  readonly at: number;
  readonly dies: number;
}

/** What one holder holds of one class at a look. */
interface Way {
  readonly className: string;
  readonly holder: string;
  readonly births: readonly Birth[];
  readonly survivors: readonly number[];
}

/** Holders that are alike up to a `#` are held in the same way. */
const wayOf = (holder: string): string => holder.split('#')[0] ?? '';

/** A scenario whose objects come and go by formulas: no heap, no time passes. */
export class FakeSubject implements Subject<FakeHeap> {
  readonly kind = 'thread';
  readonly scenario: FakeScenario;
  readonly plantEvery: number;
  /** The living objects of each holder, in the order of birth. */
  readonly births: Birth[][];
  #done = 0;
  #newest = 0;

  constructor(scenario: FakeScenario, plantEvery = 50) {
    this.scenario = scenario;
    this.plantEvery = plantEvery;
    this.births = scenario.holders.map(() => []);
  }

  get done(): number {
    return this.#done;
  }

  async run(count: number, limitMs: number): Promise<RunEffort> {
    const { iterationMs = 0.05, refusedAt = Infinity, holders } = this.scenario;
    const most = Math.max(1, Math.min(count, Math.floor(limitMs / iterationMs)));
    const done = Math.max(0, Math.min(most, refusedAt - this.#done));
    for (let at = this.#done; at < this.#done + done; at++)
      for (const [which, { course }] of holders.entries())
        for (const dies of course.born(at)) this.births[which]?.push({ id: ++this.#newest, at, dies });
    this.#done += done;
    const exhausted = this.#done >= refusedAt ? 'EMFILE: too many open files' : null;
    return Promise.resolve({
      elapsedMs: done * iterationMs,
      iterations: this.#done,
      planted: this.#planted(this.#done),
      done,
      exhausted,
    });
  }

  async look(): Promise<Look<FakeHeap>> {
    const gc = { rounds: 4, canaryRound: 1, settled: true, means: 'vm-context', elapsedMs: 1 } as const;
    const counters = await this.counters();
    for (const [which, births] of this.births.entries())
      this.births[which] = births.filter(({ dies }) => dies > this.#done);
    return { heap: { iterations: this.#done }, gc, counters, isolates: [] };
  }

  counters(): Promise<Look['counters']> {
    const { counters = {} } = this.scenario;
    const sizes = Object.entries(counters).map(([name, size]) => [name, size(this.#done)]);
    return Promise.resolve(Object.fromEntries(sizes) as Look['counters']);
  }

  historyOf(): HeapHistory<FakeHeap> {
    return new FakeHistory(this);
  }

  plantedBetween(from: number, to: number): number {
    return this.#planted(to) - this.#planted(from);
  }

  entriesOf(ids: readonly number[]): Promise<readonly number[]> {
    const entries = Object.values(this.scenario.entries ?? {});
    return Promise.resolve(ids.map((id) => entries[id]?.(this.#done) ?? 0));
  }

  sampleAllocations(): Promise<void> {
    return Promise.resolve();
  }

  survivingAllocations(): Promise<[]> {
    return Promise.resolve([]);
  }

  processBytes(): number {
    return 0;
  }

  #planted(iterations: number): number {
    return Math.ceil(iterations / this.plantEvery);
  }
}

class FakeHistory implements HeapHistory<FakeHeap> {
  readonly #subject: FakeSubject;
  /** Iterations done at each look. */
  readonly #looks: number[];
  readonly #entries: { iterations: number; counts: ReadonlyMap<number, number> }[] = [];
  readonly #members = new SeenMembers();
  readonly #random = new Random(1);
  #held: readonly Way[] = [];

  constructor(subject: FakeSubject) {
    this.#subject = subject;
    this.#looks = [subject.done];
  }

  add({ iterations }: FakeHeap): void {
    this.#looks.push(iterations);
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
  }

  settled(group: HeldGroup): readonly number[] | null {
    const births = this.#held
      .filter(({ className, holder }) => className === group.className && wayOf(holder) === group.fingerprint)
      .flatMap((way) => way.births);
    const byId = new Map(births.map((birth) => [birth.id, birth]));
    const settled = this.#members.settled(group, [...byId.keys()], this.#looks.length - 1, (id) => {
      const { at = 0 } = byId.get(id) ?? {};
      return this.#looks.findLastIndex((look) => at >= look);
    });
    return settled === null ? null : this.#byCycle(settled.flatMap((id) => byId.get(id) ?? []));
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
    if (first === undefined) throw new RangeError('at least one group is needed');
    const survivors = first.survivors.map((_, cycle) =>
      groups.reduce((sum, group) => sum + (group.survivors[cycle] ?? 0), 0),
    );
    return { ...first, survivors, byHolder: [] };
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
  return {
    fingerprint,
    className: name,
    kind,
    perIteration: 0,
    count,
    iterations: 0,
    retainedBytesPerIteration: 0,
    survivors,
    path: [],
    allocatedAt: [],
    within: null,
    witness: null,
  };
}
