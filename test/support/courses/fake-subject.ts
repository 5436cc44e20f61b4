import type { RunEffort } from '../../../harness/agent/scenario-session.js';
import type { StepSize } from '../../../harness/analysis/step-rule.js';
import type { TimerList } from '../../../harness/analysis/timer-lists.js';
import type {
  ClassSurvivors,
  CollectionCourse,
  HeapHistory,
  HeldGroup,
  SeenControls,
} from '../../../harness/scenario/heap-history.js';
import type { Look, Subject } from '../../../harness/scenario/subject.js';
import type { Finding } from '../../../harness/scenario/verdict.js';
import type { Course } from './courses.js';

/** One holder of a class, and the course of what it holds. */
export interface FakeHolder {
  readonly className: string;
  /** Holders that are alike up to a `#` are held in the same way: `lists#0`, `lists#1`. */
  readonly holder: string;
  readonly course: Course;
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
  readonly at: number;
  readonly dies: number;
}

/** A scenario whose objects come and go by formulas: no heap, no time passes. */
export class FakeSubject implements Subject<FakeHeap> {
  readonly kind = 'thread';
  readonly scenario: FakeScenario;
  readonly plantEvery: number;
  /** The living objects of each holder, in the order of birth. */
  readonly births: Birth[][];
  #done = 0;

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
        for (const dies of course.born(at)) this.births[which]?.push({ at, dies });
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
    const counters = Object.fromEntries(
      Object.entries(this.scenario.counters ?? {}).map(([name, size]) => [name, size(this.#done)]),
    );
    for (const [which, births] of this.births.entries())
      this.births[which] = births.filter(({ dies }) => dies > this.#done);
    return Promise.resolve({ heap: { iterations: this.#done }, gc, counters, isolates: [] });
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
  #survivors: readonly (readonly number[])[] = [];

  constructor(subject: FakeSubject) {
    this.#subject = subject;
    this.#looks = [subject.done];
  }

  add({ iterations }: FakeHeap): void {
    this.#looks.push(iterations);
    this.#survivors = this.#subject.births.map((births) => this.#byCycle(births));
  }

  lookAgain(): void {
    this.#survivors = this.#subject.births.map((births) => this.#byCycle(births));
  }

  classes(): ClassSurvivors[] {
    const names = new Set(this.#subject.scenario.holders.map(({ className }) => className));
    return [...names].map((name) => {
      const survivors = this.#sumOf(this.#holdersOf(name));
      return { kind: 'object', name, survivors, lastBytes: 16 * (survivors.at(-1) ?? 0) };
    });
  }

  held(classes: readonly ClassSurvivors[]): HeldGroup[] {
    return classes.flatMap(({ name }) => {
      const ways = new Map<string, number[]>();
      for (const which of this.#holdersOf(name))
        ways.set(this.#wayOf(which), [...(ways.get(this.#wayOf(which)) ?? []), which]);
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

  #holdersOf(name: string): number[] {
    return [...this.#subject.scenario.holders.keys()].filter(
      (which) => this.#subject.scenario.holders[which]?.className === name,
    );
  }

  #wayOf(which: number): string {
    return this.#subject.scenario.holders[which]?.holder.split('#')[0] ?? '';
  }

  #sumOf(holders: readonly number[]): number[] {
    return this.#looks
      .slice(1)
      .map((_, cycle) => holders.reduce((sum, which) => sum + (this.#survivors[which]?.[cycle] ?? 0), 0));
  }

  #group(className: string, holders: readonly number[]): HeldGroup {
    const survivors = this.#sumOf(holders);
    const fingerprint = holders.map((which) => this.#wayOf(which))[0] ?? '';
    return {
      kind: 'object',
      className,
      fingerprint,
      survivors,
      byHolder: holders.map((which) => this.#sumOf([which])),
      within: null,
      timers: () => [],
      findings: () => [finding({ name: className, fingerprint, survivors, kind: 'object' })],
    };
  }

  #byCycle(births: readonly Birth[]): number[] {
    const counts = this.#looks.slice(1).map(() => 0);
    let cycle = 0;
    for (const { at } of births) {
      if (at < (this.#looks[0] ?? 0)) continue;
      while (cycle < counts.length - 1 && at >= (this.#looks[cycle + 1] ?? 0)) cycle += 1;
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
