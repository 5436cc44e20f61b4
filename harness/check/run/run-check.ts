import { now } from '../../core/captured-timers.js';
import { BRAND } from '../../isolates/agent/index.js';
import type { RunEffort } from '../../isolates/agent/index.js';
import { firstImpressions, mayComeAgain, mayGrowAfter } from '../judge/growth-assessment.js';
import { decidingIterations } from '../judge/unowned-memory.js';
import type { FirstImpression } from '../judge/growth-rule.js';
import { estimateCosts, rarestRate } from './estimate-costs.js';
import { isFull } from './full-heap.js';
import { IterationRunner, NO_EFFORT } from './iteration-runner.js';
import type { SurvivorHistory } from './survivor-history.js';
import {
  confirmingIterations,
  cycleIterations,
  idleIterations,
  lastIterations,
  LONGEST_CYCLE_MS,
  nextBurstIterations,
} from './iteration-budget.js';
import { planLooks } from './look-plan.js';
import { Rehearsal } from './rehearsal.js';
import { type Begun, readLater } from './observed.js';
import type { ResolvedOptions } from '../options/resolved-options.js';
import type { RunCheckOptions } from '../options/run-options.js';
import { affordableWait, type TimerWaitOptions, WAITS } from './timer-wait.js';
import { noteAllocations } from './note-allocations.js';
import type { Look, Subject } from './subject.js';
import type { InterimAssessment } from './interim-assessment.js';
import type { CheckRun, CutShort } from './run-outcome.js';
import { noteEntries } from './note-entries.js';
import { outlastedTimers, releasedByTimers, sweptTooLate } from './timer-remarks.js';

const MOST_EXTENSIONS = 2;
/** Time of a look up to which its heap is small: reading it takes little memory. */
const QUICK_LOOK_MS = 1000;
/** Maximum number of cycles added while it is undecided whether a long run is worthwhile. */
const MOST_FURTHER_CYCLES = 3;
/** Maximum number of cycles added to distinguish leaked objects from those that a pool lends. */
const MOST_SETTLING_CYCLES = 4;

/**
 * Runs a scenario in cycles, with a snapshot after each, until it is decided what grows. docs/verdict.md explains the
 * method.
 */
export async function runCheck<Heap>(
  subject: Subject<Heap>,
  options: ResolvedOptions,
  run: RunCheckOptions<Heap>,
): Promise<CheckRun> {
  const checking = new HeapwitnessChecking(subject, options, run);
  await checking.warmUp();
  try {
    await checking.cycles();
  } catch (error) {
    // A full heap may confirm growth that was seen before.
    if (!isFull(error) || !checking.noteExhausted(error.message)) throw error;
  }
  return checking.result();
}

/** The state of a check. findControls() finds it in a heap: objects that only it retains belong to the harness. */
class HeapwitnessChecking<Heap> {
  readonly brand: string = BRAND;
  readonly #subject: Subject<Heap>;
  readonly #options: ResolvedOptions;
  readonly #run: RunCheckOptions<Heap>;
  readonly #runner: IterationRunner;
  readonly #remarks: string[] = [];
  #begunOrNull: Begun<Heap> | null = null;
  #rehearsal: Rehearsal<Heap> | null = null;
  #warmup = 0;
  #quietMs = 0;
  /** Duration of the longest look. */
  #lookMs = 0;
  #missedQuietMs = 0;
  /** The error of a full heap. */
  #full: string | null = null;
  #iterations: number;

  constructor(subject: Subject<Heap>, options: ResolvedOptions, run: RunCheckOptions<Heap>) {
    this.#subject = subject;
    this.#options = options;
    this.#run = run;
    this.#runner = new IterationRunner(subject, run.deadline, run.pause);
    this.#iterations = options.iterations;
  }

  async warmUp(): Promise<void> {
    const { warmupIterations, iterationsGiven, sensitivity } = this.#options;
    this.#run.onStep('warm-up');
    if (this.#subject.isOnOwnHeap) this.#rehearsal = new Rehearsal(await this.#look(0), this.#run);
    const limitMs = iterationsGiven ? Infinity : LONGEST_CYCLE_MS;
    const effort = warmupIterations > 0 ? await this.#runner.iterate(warmupIterations, limitMs) : NO_EFFORT;
    this.#warmup = effort.done;
    // Started before the first look, so that objects of the sampler itself are older than the first cycle.
    if (this.#options.allocations) await this.#subject.sampleAllocations();
    const started = now();
    const look = await this.#look(0);
    this.#rehearsal?.compare(look, effort);
    this.#rehearsal = null;
    const observed = readLater(look, effort, this.#run, () => this.isExhausted());
    // Else it is read during the next look, while the scenario's thread writes its snapshot.
    if (this.#subject.kind === 'in-process' || now() - started > QUICK_LOOK_MS) observed();
    const lookMs = now() - started;
    const remainingMs = this.#run.deadline - now();
    const plan = planLooks(this.#options, effort, { lookMs, remainingMs });
    if (!iterationsGiven && effort.done > 0) {
      const costs = { iterationMs: effort.elapsedMs / effort.done, remainingMs, oneIn: sensitivity };
      this.#iterations = cycleIterations(this.#iterations, plan.cycles, costs);
    }
    this.#begunOrNull = { observed, plan, firstCounters: look.counters };
  }

  /** Runs cycles until it is decided what grows. */
  async cycles(): Promise<void> {
    await this.firstCycles();
    this.#interim.isClear = await this.isClearAtOnce();
    if (!this.#interim.isClear) await this.#confirmUntilDecided();
    if (this.isExhausted() || this.#interim.isSuspicious) return;
    if ((await this.#decideMemory()) && this.#interim.isSuspicious) await this.#confirmUntilDecided();
  }

  async #confirmUntilDecided(): Promise<void> {
    for (let extension = 0; extension <= MOST_EXTENSIONS && !this.isExhausted(); extension++) {
      await this.confirm(extension);
      if (!this.#interim.isOpen) return;
    }
  }

  /** Records that the heap is full. Returns whether what was seen until then can be judged. */
  noteExhausted(why: string): boolean {
    this.#full = why;
    const { growing, open } = this.#interim.assessment;
    return growing.length + open.length > 0;
  }

  /** Runs the first cycles: one long run if iterations are cheap, which can show at once that nothing grows. */
  async firstCycles(): Promise<void> {
    const { firstCounters, plan } = this.#begun;
    const { cycles, firstRun } = plan;
    const { sensitivity } = this.#options;
    if (firstRun > 0) {
      this.#run.onStep(`${firstRun} iterations`);
      await this.#take(await this.#runner.iterateCheaply(firstRun, sensitivity, firstCounters));
    } else {
      for (let cycle = 1; cycle <= cycles && !this.isExhausted(); cycle++)
        await this.#cycle(this.#iterations, `cycle ${cycle} of ${cycles}`);
    }
    this.#interim.first = this.#history.cycles.length;
  }

  /** Returns whether nothing grows. Runs more iterations if that is cheap, or more cycles if needed. */
  async isClearAtOnce(): Promise<boolean> {
    if (this.isExhausted()) return false;
    const impression = firstImpressions(this.#history, this.#run.policy);
    if (impression === 'may grow') return false;
    const { firstRun, idleRun } = this.#begun.plan;
    if (!idleRun || (firstRun > 0 && impression === 'nothing')) return true;
    const more = idleIterations(this.#history.iterationMs, this.#options.sensitivity);
    if (more > 0) {
      await this.#cycle(more, `${more} more iterations`);
      return !mayGrowAfter(this.#history, this.#interim.first, this.#run.policy);
    }
    return this.#furtherCycles(impression);
  }

  /** Runs more iterations if these decide whether memory without an owner grows. Returns whether it ran any. */
  async #decideMemory(): Promise<boolean> {
    const count = decidingIterations(this.#history);
    if (count === 0) return false;
    this.#run.onStep(`up to ${count} more iterations`);
    await this.#take(await this.#runner.iterateToDecide(count));
    return true;
  }

  /** Adds cycles while these might decide that no class grows. Returns whether none does. */
  async #furtherCycles(before: FirstImpression): Promise<boolean> {
    const further = async (count: number, step: string): Promise<FirstImpression> => {
      await this.#cycle(count, step);
      this.#interim.first = this.#history.cycles.length;
      return firstImpressions(this.#history, this.#run.policy);
    };
    let impression = before;
    for (let more = 1; impression === 'one more cycle' && more <= MOST_FURTHER_CYCLES; more++) {
      if (this.isExhausted()) return false;
      impression = await further(this.#iterations, `further cycle ${more}`);
    }
    const next = nextBurstIterations(this.#iterations, this.#history.iterationMs);
    if (impression !== 'may grow' && !this.isExhausted() && mayComeAgain(this.#history, this.#run.policy))
      impression = await further(next, 'waiting for another burst');
    return impression !== 'may grow' && !this.isExhausted();
  }

  /** Confirms suspects by a long run, the last cycles, and quiet time: what survives from every stretch grows. */
  async confirm(extension: number): Promise<void> {
    const { sensitivity } = this.#options;
    const costs = estimateCosts(this.#history, this.#run.deadline - now(), sensitivity);
    const count = confirmingIterations(costs) * 2 ** extension;
    this.#run.onStep(`confirming with up to ${count} iterations`);
    const rarest = rarestRate(this.#history, sensitivity);
    // The survivors of all earlier cycles have outlived a long run: these cycles form one stretch now.
    if (extension > 0) this.#interim.first = this.#history.cycles.length;
    const effort = await this.#runner.iterateWhileAffordable(count, sensitivity, extension);
    this.#interim.last = 0;
    await this.#take(effort);
    if (this.isExhausted()) return;
    const { lastCycles } = this.#begun.plan;
    const need = { rarest, cycles: lastCycles, oneIn: sensitivity };
    const last = lastIterations(this.#iterations, this.#history.iterationMs, effort.done, need);
    for (let cycle = 1; cycle <= lastCycles && !this.isExhausted(); cycle++) {
      await this.#cycle(last, `last cycle ${cycle} of ${lastCycles}`);
      this.#interim.last = cycle;
    }
    for (let more = 1; more <= MOST_SETTLING_CYCLES; more++) {
      if (this.isExhausted() || !this.#interim.assessment.isUnsettled) break;
      await this.#cycle(last, `settling cycle ${more}`);
      this.#interim.last += 1;
    }
    await this.#waitForTimers();
  }

  isExhausted(): boolean {
    return this.#cut !== null;
  }

  get #cut(): CutShort | null {
    if (this.#full !== null) return { code: 'out-of-memory', why: this.#full };
    const why = this.#runner.exhausted;
    return why === null ? null : { code: 'scenario-threw', why };
  }

  async result(): Promise<CheckRun> {
    const { assessment } = this.#interim;
    // With allocations, the findings must be created again.
    if (this.#options.allocations && (await noteAllocations(this.#subject, this.#history, assessment)))
      this.#interim.forget();
    const pending = this.#history.heap.timers().map(({ durationMs }) => durationMs);
    return {
      history: this.#history,
      warmupIterations: this.#warmup,
      quietMs: this.#quietMs,
      missedQuietMs: this.#missedQuietMs,
      isPlantedSeen: this.#interim.isPlantedSeen,
      assessment: this.#interim.assessment,
      sorted: this.#interim.sorted,
      cut: this.#cut,
      remarks: [
        ...this.#remarks,
        ...outlastedTimers(pending, this.#lookMs, this.#subject.kind),
        ...sweptTooLate(this.#interim.assessment.growing, this.#pace(), this.#quietMs),
      ],
    };
  }

  async #cycle(count: number, step: string): Promise<void> {
    this.#run.onStep(step);
    await this.#take(await this.#runner.iterate(count));
  }

  /** Adds the look after some iterations, and counts the entries that a snapshot does not show. */
  async #take(effort: RunEffort, isWait = false): Promise<void> {
    const look = await this.#look(0);
    this.#history.add(effort, look, isWait);
    await noteEntries(this.#subject, this.#history);
  }

  /** Takes a look. Meanwhile only this object may retain its parts, such as the history: findControls() needs that. */
  async #look(quietMs: number): Promise<Look<Heap>> {
    const started = now();
    const look = await this.#subject.look(quietMs, () => void this.#begunOrNull?.observed());
    this.#lookMs = Math.max(this.#lookMs, now() - started - quietMs);
    return look;
  }

  /** Waits for timers of the scenario that may release what is suspected, as long as anything is, and looks again. */
  async #waitForTimers(): Promise<void> {
    for (const [at, nextWait] of WAITS.entries()) {
      if (this.isExhausted() || !this.#interim.isSuspicious) return;
      const pending = this.#history.heap.timers();
      const { ms, leastMs, isWorking } = nextWait(pending, this.#interim.suspects, this.#pace());
      const quietMs = affordableWait(ms, this.#run.deadline - now());
      if (at === 0) this.#missedQuietMs = quietMs < ms ? ms : 0;
      if (quietMs > leastMs) await this.#wait(quietMs, isWorking);
    }
  }

  #pace(): TimerWaitOptions {
    const { iterations = 0 } = this.#history.cycles.at(-1) ?? {};
    const oneIn = this.#options.sensitivity;
    return { iterations, oneIn, lookMs: this.#lookMs, waitedMs: this.#quietMs };
  }

  async #wait(quietMs: number, isWorking: boolean): Promise<void> {
    const before = this.#interim.assessment;
    this.#run.onStep(`waiting ${(quietMs / 1000).toFixed(1)} s for timers`);
    if (isWorking) {
      await this.#take(await this.#runner.iterateSlowly(quietMs), true);
      this.#interim.last += 1;
    } else {
      const look = await this.#look(quietMs);
      this.#history.lookAgain(look);
      await noteEntries(this.#subject, this.#history);
    }
    this.#quietMs += quietMs;
    const after = this.#interim.assessment;
    this.#remarks.push(...releasedByTimers(before.growing, after.growing, quietMs, isWorking));
  }

  get #begun(): Begun<Heap> {
    if (this.#begunOrNull === null) throw new Error('No snapshot has been taken yet.');
    return this.#begunOrNull;
  }

  get #history(): SurvivorHistory<Heap> {
    return this.#begun.observed().history;
  }

  get #interim(): InterimAssessment {
    return this.#begun.observed().interim;
  }
}
