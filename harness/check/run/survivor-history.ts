import { type GcEffort, type OpenedFile, type RunEffort, withMoreBytes } from '../../isolates/agent/index.js';
import { type Cohort, sum } from '../judge/growth-rule.js';
import { classKey } from './heap-history.js';
import type { ClassSurvivors, HeapHistory, HeldGroup, SeenControls } from './heap-history.js';
import { type ProgramUse, withoutExternalBytes } from './program-use.js';
import type { Look } from './subject.js';
import type { CycleEvidence } from '../result/verdict.js';

interface Cycle {
  readonly iterations: number;
  readonly elapsedMs: number;
  readonly planted: number;
}

/** Share of a class's objects that is left at most if timers released many of them. */
const LEAST_LEFT = 0.75;

/** Numbers of cycles that form the first and the last stretch of a run; each cycle in between is a stretch. */
export interface Stretches {
  readonly first: number;
  /** 0 before a confirmation. */
  readonly last: number;
}

/** What the program used after a number of iterations. */
export interface UseAt {
  readonly iterations: number;
  readonly use: ProgramUse;
}

/** A counter of something outside the heap, after a number of iterations. */
export interface CounterSize {
  readonly iterations: number;
  readonly count: number;
}

/**
 * The observations of a run so far: its cycles, the controls and counters at each look, and the history of the heap.
 */
export class SurvivorHistory<Heap> {
  readonly cycles: Cycle[] = [];
  readonly evidence: CycleEvidence[] = [];
  readonly heap: HeapHistory<Heap>;
  /** Numbers of held and dropped control objects at each look. */
  readonly looks: Omit<SeenControls, 'planted'>[] = [];
  /** What the program used at the looks, as far as that is known. */
  readonly uses: UseAt[] = [];
  /** The files that the scenario's isolate has opened, if that was noted. */
  opened: readonly OpenedFile[] = [];
  readonly #counters: { iterations: number; counts: Look['counters'] }[] = [];
  readonly #start: Pick<RunEffort, 'planted' | 'iterations'>;
  #planted: number;
  /** Classes of which timers released many objects. */
  readonly #released = new Set<string>();
  /** The other isolates of the scenario at the last look: those that were read, and those that were not. */
  isolates: Pick<Look, 'alsoRead' | 'unseen' | 'ignored'>;

  /**
   * @param start the effort before the first look
   * @param heap history that begins with the first look
   */
  constructor(first: Look<Heap>, start: Pick<RunEffort, 'planted' | 'iterations'>, heap: HeapHistory<Heap>) {
    this.#start = start;
    this.#planted = start.planted;
    this.isolates = isolatesOf(first);
    this.heap = heap;
    this.#noteUse(first, start.iterations);
    this.looks.push(heap.controls());
  }

  /** Number of iterations of all cycles, without the warm-up. */
  get iterations(): number {
    return sum(this.cycles.map(({ iterations }) => iterations));
  }

  /** Milliseconds per iteration of the last cycle. */
  get iterationMs(): number {
    const { elapsedMs = 0, iterations = 1 } = this.cycles.at(-1) ?? {};
    return Math.max(elapsedMs / iterations, 0.001);
  }

  /**
   * Adds a cycle and the look that followed it.
   *
   * @param isWait whether the cycle was run to wait for timers
   */
  add(run: RunEffort, look: Look<Heap>, isWait = false): void {
    const before = isWait ? this.heap.classes() : [];
    const { done: iterations, elapsedMs } = run;
    this.cycles.push({ iterations, elapsedMs, planted: run.planted - this.#planted });
    this.#planted = run.planted;
    this.isolates = isolatesOf(look);
    this.evidence.push({ iterations, elapsedMs, ...gcEvidence(look.gc) });
    this.heap.add(look.heap, run.iterations);
    this.#noteUse(look, run.iterations);
    this.#noteReleased(before);
    this.looks.push(this.heap.controls());
  }

  /** Replaces the last look by one that was taken after some quiet time. */
  lookAgain(look: Look<Heap>): void {
    const { iterations = this.#start.iterations } = this.#counters.pop() ?? {};
    this.isolates = isolatesOf(look);
    const before = this.heap.classes();
    this.heap.lookAgain(look.heap);
    this.#noteUse(look, iterations);
    this.#noteReleased(before);
    this.looks.push(this.heap.controls());
  }

  /** Records counters and memory of the look whose heap was read last, without those of the harness. */
  #noteUse({ counters, use }: Look<unknown>, iterations: number): void {
    const ownBytes = this.heap.ownExternalBytes();
    this.#counters.push({ iterations, counts: withMoreBytes(counters, -ownBytes) });
    if (use !== null) this.uses.push({ iterations, use: withoutExternalBytes(use, ownBytes) });
  }

  /** Whether timers released many objects of a class while the check waited for them. */
  isReleasedByTimers({ kind, className }: Pick<HeldGroup, 'kind' | 'className'>): boolean {
    return this.#released.has(classKey(kind, className));
  }

  /** Compares the classes before and after waiting for timers. */
  #noteReleased(before: readonly ClassSurvivors[]): void {
    if (before.length === 0) return;
    const now = new Map(this.heap.classes().map((one) => [classKey(one.kind, one.name), one.survivors]));
    for (const { kind, name, survivors } of before) {
      const key = classKey(kind, name);
      const left = sum((now.get(key) ?? []).slice(0, survivors.length));
      if (left < LEAST_LEFT * sum(survivors)) this.#released.add(key);
    }
  }

  /** Returns the number of objects that were planted in each cycle. */
  planted(): readonly number[] {
    return this.cycles.map(({ planted }) => planted);
  }

  get lastCounters(): Look['counters'] {
    return this.#counters.at(-1)?.counts ?? {};
  }

  /** Returns the values of each counter at all looks. */
  counters(): Map<string, CounterSize[]> {
    const names = new Set(this.#counters.flatMap(({ counts }) => Object.keys(counts)));
    return new Map(
      [...names].map((name) => [
        name,
        this.#counters.map(({ iterations, counts }) => ({ iterations, count: counts[name] ?? 0 })),
      ]),
    );
  }

  /** Pairs counts by cycle with the iterations of each cycle. */
  cohorts(survivors: readonly number[]): Cohort[] {
    return this.cycles.map(({ iterations }, at) => ({ iterations, survivors: survivors[at] ?? 0 }));
  }

  /** Sums counts by cycle up by stretch. */
  stretches(survivors: readonly number[], { first, last }: Stretches): Cohort[] {
    const lastStart = this.cycles.length - last;
    const middle = [...this.cycles.keys()].filter((at) => at >= first && at < lastStart);
    return [
      this.#stretch(survivors, 0, Math.min(first, lastStart)),
      ...middle.map((at) => this.#stretch(survivors, at, at + 1)),
      this.#stretch(survivors, lastStart, this.cycles.length),
    ].filter(({ iterations }) => iterations > 0);
  }

  /** Returns the cycles before the `until`th of at least so many iterations, except for the first one. */
  longRuns(until: number, least: number): number[] {
    return [...this.cycles.keys()]
      .slice(1, until)
      .filter((cycle) => (this.cycles[cycle]?.iterations ?? 0) >= least);
  }

  /** Returns the cycles at which stretches begin, and the number of cycles. */
  bounds({ first, last }: Stretches): number[] {
    const lastStart = this.cycles.length - last;
    const starts = [...this.cycles.keys()].filter((at) => at === 0 || (at >= first && at <= lastStart));
    return [...starts, this.cycles.length];
  }

  #stretch(survivors: readonly number[], from: number, to: number): Cohort {
    return {
      iterations: sum(this.cycles.slice(from, to).map(({ iterations }) => iterations)),
      survivors: sum(survivors.slice(from, to)),
    };
  }
}

/** Without the heap, which must not be kept. */
function isolatesOf({
  alsoRead,
  unseen,
  ignored,
}: Look<unknown>): Pick<Look, 'alsoRead' | 'unseen' | 'ignored'> {
  return { alsoRead, unseen, ignored };
}

function gcEvidence({ rounds, settled }: GcEffort): Pick<CycleEvidence, 'gcRounds' | 'settled'> {
  return { gcRounds: rounds, settled };
}
