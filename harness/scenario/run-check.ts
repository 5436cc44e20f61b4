import { readTimerLists } from '../analysis/timer-lists.js';
import { type GrowthJudgement, mayGrow } from '../analysis/growth-rule.js';
import type { SurvivingAllocations } from '../agent/sample-allocations.js';
import type { RunEffort } from '../agent/scenario-session.js';
import { isFull } from './full-heap.js';
import { Ledger, type Suspect } from './ledger.js';
import { costsOf } from './costs.js';
import { confirmingIterations, idleIterations, lastIterations, primeFrom, worthMs } from './long-run.js';
import { planLooks } from './look-plan.js';
import type { LookPlan } from './look-plan.js';
import type { ResolvedOptions } from './options.js';
import { type GrowingStore, isFilledWithObjects } from './store-book.js';
import { affordableQuiet, quietTime } from './quiet-time.js';
import { sampledAllocations } from './sampled-allocations.js';
import type { Subject } from './subject.js';

/** How a run ended: what was seen, and what grows by it. */
export interface CheckRun {
  readonly ledger: Ledger;
  readonly warmupIterations: number;
  readonly quietMs: number;
  /** How long the scenario's timers would have needed, where there was no time to wait for them; otherwise 0. */
  readonly missedQuietMs: number;
  /** Cycles in the first and in the last stretch, as judged. */
  readonly stretches: { readonly first: number; readonly last: number };
  /** Groups of objects that grow. */
  readonly growing: readonly Suspect[];
  /** Groups that could not be told, above the sensitivity. */
  readonly open: readonly Suspect[];
  /** Groups that do not grow as a whole, in which something that grows may hide: they have survivors of every stretch. */
  readonly mixed: readonly Suspect[];
  /** Counters that grow, with their growth by cycle. */
  readonly counters: ReadonlyMap<string, readonly number[]>;
  /** Collections that grow without a new object in them. */
  readonly stores: readonly GrowingStore[];
  /** Collections of which that could not be told. */
  readonly openStores: readonly GrowingStore[];
  /** What an iteration threw when the system had no more to give; `null` when it always had. */
  readonly exhausted: string | null;
  /** Where what survives was allocated; `null` where that was not asked for, or could not be told. */
  readonly allocations: readonly SurvivingAllocations[] | null;
}

export interface RunCheckOptions {
  readonly deadline: number;
  readonly onStep: (step: string) => void;
}

const MOST_EXTENSIONS = 2;
/** A cycle may take this long before it is made shorter, down to `LEAST_ITERATIONS`. */
const LONGEST_CYCLE_MS = 1500;
const LEAST_ITERATIONS = 53;
const SLICE_MS = 500;
/** One object left behind in so many iterations is to be seen. */
const SENSITIVITY = 50;
/** Bytes outside of the heap that an iteration must add to be a leak. */
const LEAST_BYTES = 64;
/** A confirmation ends when the process has grown by so much. */
const MOST_PROCESS_BYTES = 384 * 2 ** 20;

/**
 * Runs a scenario in cycles and looks after each, until it is clear what grows and what does not; see
 * docs/verdict.md for the reasons.
 */
export async function runCheck(
  subject: Subject,
  options: ResolvedOptions,
  run: RunCheckOptions,
): Promise<CheckRun> {
  const checking = new HeapwitnessChecking(subject, options, run);
  await checking.warmUp();
  try {
    await checking.cycles();
  } catch (error) {
    // A heap that has filled up confirms what was seen to grow.
    if (!isFull(error) || !checking.noteExhausted(error.message)) throw error;
  }
  return checking.result(await checking.allocations());
}

/** Named so that its like is found in a heap: what only it holds, in a check of its own process, is the harness's. */
class HeapwitnessChecking {
  readonly #subject: Subject;
  readonly #options: ResolvedOptions;
  readonly #run: RunCheckOptions;
  #ledger: Ledger | null = null;
  #plan: LookPlan | null = null;
  #warmup = 0;
  #first = 0;
  #last = 0;
  #quietMs = 0;
  #missedQuietMs = 0;
  #exhausted: string | null = null;
  #iterations: number;

  constructor(subject: Subject, options: ResolvedOptions, run: RunCheckOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#run = run;
    this.#iterations = options.iterations;
  }

  async warmUp(): Promise<void> {
    const { warmupIterations, iterationsGiven } = this.#options;
    this.#run.onStep('warm-up');
    const limitMs = iterationsGiven ? Infinity : LONGEST_CYCLE_MS;
    const effort = warmupIterations > 0 ? await this.#iterate(warmupIterations, limitMs) : NO_EFFORT;
    this.#warmup = effort.done;
    if (!iterationsGiven && effort.done > 0) {
      const affordable = LONGEST_CYCLE_MS / (effort.elapsedMs / effort.done);
      if (affordable < this.#iterations) this.#iterations = primeFrom(Math.max(LEAST_ITERATIONS, affordable));
    }
    // Before the first look: what sampling itself makes is older than the first cycle.
    if (this.#options.allocations) await this.#subject.sampleAllocations();
    const started = performance.now();
    this.#ledger = new Ledger(await this.#subject.look(0), effort);
    const ended = performance.now();
    this.#plan = planLooks(this.#options, ended - started, this.#run.deadline - ended);
  }

  /** All cycles that it takes until the answer is clear. */
  async cycles(): Promise<void> {
    await this.firstCycles();
    if (await this.idleRun()) return;
    for (let extension = 0; extension <= MOST_EXTENSIONS && !this.isExhausted(); extension++) {
      await this.confirm(extension);
      if (!this.isOpen()) return;
    }
  }

  /** Notes that nothing more can be run; whether what was seen until then is enough for an answer. */
  noteExhausted(why: string): boolean {
    this.#exhausted = why;
    return this.#suspects('grows').length > 0;
  }

  async firstCycles(): Promise<void> {
    const { cycles } = this.#looks;
    for (let cycle = 1; cycle <= cycles && !this.isExhausted(); cycle++) {
      await this.#cycle(this.#iterations, `cycle ${cycle} of ${cycles}`);
    }
    this.#first = this.#book.cycles.length;
  }

  /** Runs on where that is cheap; whether the answer is clear then: nothing grows. */
  async idleRun(): Promise<boolean> {
    if (this.isExhausted()) return true;
    if (this.#mayGrow() || this.#anythingElse()) return false;
    const more = this.#looks.idleRun ? idleIterations(this.#book.iterationMs) : 0;
    if (more === 0) return true;
    await this.#cycle(more, `${more} more iterations`);
    return this.#suspects('open').length === 0 && !this.#anythingElse();
  }

  /** A long run, two cycles, and quiet time: what is still there then, from first to last, grows. */
  async confirm(extension: number): Promise<void> {
    const costs = costsOf(this.#book, this.#suspects('open'), this.#run.deadline);
    const count = confirmingIterations(costs) * 2 ** extension;
    this.#run.onStep(`confirming with up to ${count} iterations`);
    const effort = await this.#iterateWhileAffordable(count, extension);
    this.#book.add(effort, await this.#subject.look(0));
    if (this.isExhausted()) return;
    const last = lastIterations(this.#iterations, this.#book.iterationMs, effort.done);
    const { lastCycles } = this.#looks;
    for (let cycle = 1; cycle <= lastCycles; cycle++) {
      await this.#cycle(last, `last cycle ${cycle} of ${lastCycles}`);
    }
    this.#last = lastCycles;
    const suspected = this.#suspects('grows').length + this.#mixed().length;
    if (suspected > 0 || this.isOpen() || this.#anythingElse()) await this.#waitForTimers();
  }

  /** Whether more has to be seen: of objects, or of collections while nothing else leaks. */
  isOpen(): boolean {
    if (this.#unexpected().length > 0) return false;
    if (this.#openAboveSensitivity().length > 0) return true;
    return this.#openStores().length > 0;
  }

  isExhausted(): boolean {
    return this.#exhausted !== null;
  }

  /** Of what was sampled, where anything leaks. */
  async allocations(): Promise<CheckRun['allocations']> {
    if (!this.#options.allocations || this.#suspects('grows').length === 0) return null;
    return sampledAllocations(this.#subject);
  }

  result(allocations: CheckRun['allocations']): CheckRun {
    return {
      ledger: this.#book,
      warmupIterations: this.#warmup,
      quietMs: this.#quietMs,
      missedQuietMs: this.#missedQuietMs,
      stretches: { first: this.#first, last: this.#last },
      growing: this.#suspects('grows'),
      open: this.#openAboveSensitivity(),
      mixed: this.#mixed(),
      counters: this.#growingCounters(),
      stores: this.#book.stores('grows'),
      openStores: this.#openStores(),
      exhausted: this.#exhausted,
      allocations,
    };
  }

  #anythingElse(): boolean {
    return this.#growingCounters().size > 0 || this.#book.stores('open').length > 0;
  }

  async #cycle(count: number, step: string): Promise<void> {
    this.#run.onStep(step);
    const effort = await this.#iterate(count, Infinity);
    this.#book.add(effort, await this.#subject.look(0));
  }

  /** In slices, until the time or the memory that a confirmation is worth has been used. */
  async #iterateWhileAffordable(count: number, extension: number): Promise<RunEffort> {
    const startBytes = this.#subject.processBytes();
    let all: RunEffort = NO_EFFORT;
    while (all.done < count && !this.isExhausted() && all.elapsedMs < worthMs(all.done) * 2 ** extension) {
      if (performance.now() >= this.#run.deadline) break;
      const slice = await this.#iterate(count - all.done, SLICE_MS);
      all = { ...slice, done: all.done + slice.done, elapsedMs: all.elapsedMs + slice.elapsedMs };
      const grownBytes = this.#subject.processBytes() - startBytes;
      if (grownBytes > MOST_PROCESS_BYTES && all.done >= LEAST_ITERATIONS) break;
    }
    return all;
  }

  async #iterate(count: number, limitMs: number): ReturnType<Subject['run']> {
    const limit = Math.min(limitMs, this.#run.deadline - performance.now());
    const effort = await this.#subject.run(count, limit);
    this.#exhausted ??= effort.exhausted;
    return effort;
  }

  /** What is released by a timer of the scenario's own needs that timer's time. */
  async #waitForTimers(): Promise<void> {
    const wanted = quietTime(readTimerLists(this.#book.heap), this.#book.cycles.at(-1)?.iterations ?? 0);
    const quietMs = affordableQuiet(wanted, this.#run.deadline - performance.now());
    this.#missedQuietMs = quietMs < wanted ? wanted : 0;
    if (quietMs <= 0) return;
    this.#run.onStep(`waiting ${(quietMs / 1000).toFixed(1)} s for timers`);
    this.#book.lookAgain(await this.#subject.look(quietMs));
    this.#quietMs += quietMs;
  }

  #mayGrow(): boolean {
    const { cycles } = this.#book;
    return this.#book
      .suspects()
      .some(({ survivors }) =>
        mayGrow(cycles.map(({ iterations }, at) => ({ iterations, survivors: survivors[at] ?? 0 }))),
      );
  }

  get #book(): Ledger {
    if (this.#ledger === null) throw new Error('Nothing has been looked at yet.');
    return this.#ledger;
  }

  get #looks(): LookPlan {
    if (this.#plan === null) throw new Error('Nothing has been looked at yet.');
    return this.#plan;
  }

  /** Those that grow; with `open`, also those of which it cannot be said yet. */
  #suspects(what: 'grows' | 'open'): Suspect[] {
    const book = this.#book;
    return book.suspects().filter(({ survivors }) => {
      const judgement = this.#judge(survivors);
      return judgement === 'grows' || (what === 'open' && judgement === 'open');
    });
  }

  #openAboveSensitivity(): Suspect[] {
    const least = this.#book.iterations / Math.max(this.#iterations, SENSITIVITY);
    return this.#suspects('open').filter(
      ({ survivors }) =>
        this.#judge(survivors) === 'open' && survivors.reduce((sum, one) => sum + one, 0) >= least,
    );
  }

  /** What grows and is not allowed to: where there is any, nothing else has to be told. */
  #unexpected(): Suspect[] {
    const { allowGrowth } = this.#options;
    return this.#suspects('grows').filter(({ name }) => !allowGrowth.includes(name));
  }

  /** Objects of one class may be held in several ways: those that are replaced hide those that pile up. */
  #mixed(): Suspect[] {
    if (this.#last === 0) return [];
    return this.#book.suspects().filter(({ survivors }) => {
      const stretches = this.#book.stretches(survivors, this.#firstStretch, this.#last);
      const [first] = stretches;
      const least = (first?.iterations ?? 0) / SENSITIVITY;
      const isEverywhere = stretches.every((one) => one.survivors > 0) && (first?.survivors ?? 0) >= least;
      return isEverywhere && this.#judge(survivors) === 'does not grow';
    });
  }

  /** Those that hold new objects are told by these. */
  #openStores(): GrowingStore[] {
    const { heap, boundaries } = this.#book;
    const growing = new Set(this.#book.stores('grows').map(({ node }) => node));
    return this.#book
      .stores('open')
      .filter((store) => !growing.has(store.node) && !isFilledWithObjects(heap, store, boundaries[0] ?? 0));
  }

  get #firstStretch(): number {
    return this.#first > 0 && this.#book.cycles.length > this.#first ? this.#first : 1;
  }

  #judge(survivors: readonly number[]): GrowthJudgement {
    return this.#book.judge(survivors, this.#firstStretch, this.#last);
  }

  #growingCounters(): Map<string, number[]> {
    const { iterations } = this.#book;
    const least = (name: string): number => (name.endsWith('bytes') ? LEAST_BYTES * iterations : 6);
    return new Map(
      [...this.#book.counterGrowth()].filter(
        ([name, growth]) =>
          growth.reduce((sum, one) => sum + one, 0) >= least(name) && this.#judge(growth) === 'grows',
      ),
    );
  }
}

const NO_EFFORT: RunEffort = { elapsedMs: 0, iterations: 0, planted: 0, done: 0, exhausted: null };
