import { now } from '../core/own-timers.js';
import { readTimerLists } from '../analysis/timer-lists.js';
import type { SurvivingAllocations } from '../agent/sample-allocations.js';
import type { RunEffort } from '../agent/scenario-session.js';
import { isFull } from './full-heap.js';
import { Ledger, type Suspect } from './ledger.js';
import { costsOf } from './costs.js';
import { confirmingIterations, idleIterations, lastIterations, primeFrom, worthMs } from './long-run.js';
import { planLooks } from './look-plan.js';
import type { LookPlan } from './look-plan.js';
import type { ResolvedOptions } from './options.js';
import type { GrowingStore } from './store-book.js';
import { affordableQuiet, quietTime } from './quiet-time.js';
import { sampledAllocations } from './sampled-allocations.js';
import type { Subject } from './subject.js';
import { Suspicions } from './suspicions.js';

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
    const started = now();
    this.#ledger = new Ledger(await this.#subject.look(0), effort);
    const ended = now();
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
    return this.#said.growing().length > 0;
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
    if (this.#said.mayGrow() || this.#said.anythingElse()) return false;
    const more = this.#looks.idleRun ? idleIterations(this.#book.iterationMs) : 0;
    if (more === 0) return true;
    await this.#cycle(more, `${more} more iterations`);
    return this.#said.possible().length === 0 && !this.#said.anythingElse();
  }

  /** A long run, two cycles, and quiet time: what is still there then, from first to last, grows. */
  async confirm(extension: number): Promise<void> {
    const costs = costsOf(this.#book, this.#said.possible(), this.#run.deadline);
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
    const said = this.#said;
    const suspected = said.growing().length + said.mixed().length;
    if (suspected > 0 || this.isOpen() || said.anythingElse()) await this.#waitForTimers();
  }

  /** Whether more has to be seen: of objects, or of collections while nothing else leaks. */
  isOpen(): boolean {
    const said = this.#said;
    if (said.unexpected().length > 0) return false;
    return said.open().length > 0 || said.openStores().length > 0;
  }

  isExhausted(): boolean {
    return this.#exhausted !== null;
  }

  /** Of what was sampled, where anything leaks. */
  async allocations(): Promise<CheckRun['allocations']> {
    if (!this.#options.allocations || this.#said.growing().length === 0) return null;
    return sampledAllocations(this.#subject);
  }

  result(allocations: CheckRun['allocations']): CheckRun {
    return {
      ledger: this.#book,
      warmupIterations: this.#warmup,
      quietMs: this.#quietMs,
      missedQuietMs: this.#missedQuietMs,
      stretches: { first: this.#first, last: this.#last },
      growing: this.#said.growing(),
      open: this.#said.open(),
      mixed: this.#said.mixed(),
      counters: this.#said.growingCounters(),
      stores: this.#book.stores('grows'),
      openStores: this.#said.openStores(),
      exhausted: this.#exhausted,
      allocations,
    };
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
      if (now() >= this.#run.deadline) break;
      const slice = await this.#iterate(count - all.done, SLICE_MS);
      all = { ...slice, done: all.done + slice.done, elapsedMs: all.elapsedMs + slice.elapsedMs };
      const grownBytes = this.#subject.processBytes() - startBytes;
      if (grownBytes > MOST_PROCESS_BYTES && all.done >= LEAST_ITERATIONS) break;
    }
    return all;
  }

  async #iterate(count: number, limitMs: number): ReturnType<Subject['run']> {
    const limit = Math.min(limitMs, this.#run.deadline - now());
    const effort = await this.#subject.run(count, limit);
    this.#exhausted ??= effort.exhausted;
    return effort;
  }

  /** What is released by a timer of the scenario's own needs that timer's time. */
  async #waitForTimers(): Promise<void> {
    const wanted = quietTime(readTimerLists(this.#book.heap), this.#book.cycles.at(-1)?.iterations ?? 0);
    const quietMs = affordableQuiet(wanted, this.#run.deadline - now());
    this.#missedQuietMs = quietMs < wanted ? wanted : 0;
    if (quietMs <= 0) return;
    this.#run.onStep(`waiting ${(quietMs / 1000).toFixed(1)} s for timers`);
    this.#book.lookAgain(await this.#subject.look(quietMs));
    this.#quietMs += quietMs;
  }

  get #book(): Ledger {
    if (this.#ledger === null) throw new Error('Nothing has been looked at yet.');
    return this.#ledger;
  }

  get #looks(): LookPlan {
    if (this.#plan === null) throw new Error('Nothing has been looked at yet.');
    return this.#plan;
  }

  /** What can be said so far. */
  get #said(): Suspicions {
    const book = this.#book;
    const first = this.#first > 0 && book.cycles.length > this.#first ? this.#first : 1;
    const { allowGrowth } = this.#options;
    return new Suspicions(book, { first, last: this.#last, iterations: this.#iterations, allowGrowth });
  }
}

const NO_EFFORT: RunEffort = { elapsedMs: 0, iterations: 0, planted: 0, done: 0, exhausted: null };
