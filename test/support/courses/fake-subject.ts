import { setTimeout as delay } from 'node:timers/promises';
import type { RunEffort } from '../../../harness/isolates/agent/scenario-session.js';
import type { HeapHistory } from '../../../harness/check/run/heap-history.js';
import type { Look, Subject } from '../../../harness/check/run/subject.js';
import { FakeHistory } from './fake-history.js';
import { type Birth, type FakeHeap, type FakeScenario, isolateOf } from './fake-scenario.js';

const BEFORE_THE_RUN = -1;

/** A scenario whose objects come and go by formulas: no heap, no time passes. */
export class FakeSubject implements Subject<FakeHeap> {
  /** Its heap is no snapshot but changes with each iteration, so a look is read at once, as in the same process. */
  readonly kind: Subject['kind'] = 'in-process';
  readonly isOnOwnHeap = false;
  readonly scenario: FakeScenario;
  readonly plantEvery: number;
  /** The living objects of each holder, in the order of birth. */
  readonly births: Birth[][];
  /** Iterations of each isolate, if they are taken in turn. */
  readonly #tasks = new Map<number, number>();
  #done = 0;
  #looks = 0;
  #newest = 0;

  constructor(scenario: FakeScenario, plantEvery = 50) {
    this.scenario = scenario;
    this.plantEvery = plantEvery;
    this.births = scenario.holders.map(({ course }) =>
      (course.before ?? []).map((dies) => ({ id: ++this.#newest, at: BEFORE_THE_RUN, dies })),
    );
  }

  get done(): number {
    return this.#done;
  }

  /** Iterations of the isolate that has run the fewest. */
  get fewest(): number {
    return Math.min(this.#done, ...this.#tasks.values());
  }

  async run(count: number, limitMs: number): Promise<RunEffort> {
    const { refusedAt = Infinity, holders, iterationMs: given = 0.05 } = this.scenario;
    const iterationMs = typeof given === 'number' ? given : given(this.#done);
    const most = Math.max(1, Math.min(count, Math.floor(limitMs / iterationMs)));
    const done = Math.max(0, Math.min(most, refusedAt - this.#done));
    const { isTakenInTurn = false } = this.scenario;
    const turn = this.#looks % (1 + Math.max(0, ...holders.map(isolateOf)));
    const first = isTakenInTurn ? (this.#tasks.get(turn) ?? 0) : this.#done;
    for (const [which, holder] of holders.entries()) {
      if (isTakenInTurn && isolateOf(holder, which) !== turn) continue;
      const end = isTakenInTurn ? first + done : this.#done + done;
      for (let at = 0; at < done; at++) {
        for (const dies of holder.course.born(first + at)) {
          const id = ++this.#newest;
          // No look finds what is dead by then.
          if (dies > end) this.births[which]?.push({ id, at: this.#done + at, dies });
        }
      }
    }
    this.#tasks.set(turn, first + done);
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

  async look(quietMs = 0): Promise<Look<FakeHeap>> {
    const { firstLookMs = 0 } = this.scenario;
    if (this.#looks === 0 && firstLookMs > 0) await delay(firstLookMs);
    const gc = { rounds: 4, canaryRound: 1, settled: true, means: 'vm-context', elapsedMs: 1 } as const;
    const counters = await this.counters();
    this.#looks += 1;
    for (const [which, births] of this.births.entries())
      this.births[which] = this.#isDropped(which, quietMs)
        ? []
        : births.filter(({ dies }) => dies > this.#doneIn(which));
    return {
      heap: { iterations: this.#done },
      gc,
      counters,
      use: this.#use(),
      alsoRead: [],
      unseen: [],
      ignored: [],
    };
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

  openedFiles(): Promise<[]> {
    return Promise.resolve([]);
  }

  survivingAllocations(): Promise<[]> {
    return Promise.resolve([]);
  }

  processBytes(): number {
    return 0;
  }

  #use(): Look['use'] {
    const { processes } = this.scenario;
    if (processes === undefined) return null;
    const alive = Object.entries(processes).filter(([, { startedAt }]) => startedAt <= this.#done);
    return {
      processes: alive.map(([pid, { restBytes, heapBytes, heapNodes, youngBytes }]) => ({
        pid: Number(pid),
        isShared: this.scenario.isShared ?? false,
        rssBytes: restBytes(this.#done) + heapBytes,
        heapBytes,
        heapNodes: heapNodes ?? 50_000,
        youngBytes: youngBytes?.(this.#done) ?? 0,
        externalBytes: 0,
        cppHeapBytes: null,
        restBytes: restBytes(this.#done),
      })),
      files: this.scenario.listsFiles === false ? null : [],
      children: [],
    };
  }

  /** Whether a holder has dropped all that it holds, because no iteration ran for so long. */
  #isDropped(which: number, quietMs: number): boolean {
    const { idleMs = Infinity } = this.scenario.holders[which] ?? {};
    return quietMs >= idleMs;
  }

  /** Returns the iterations that a course has counted. */
  #doneIn(which: number): number {
    const { holders, isTakenInTurn = false } = this.scenario;
    const holder = holders[which];
    return holder === undefined || !isTakenInTurn
      ? this.#done
      : (this.#tasks.get(isolateOf(holder, which)) ?? 0);
  }

  #planted(iterations: number): number {
    return Math.ceil(iterations / this.plantEvery);
  }
}
