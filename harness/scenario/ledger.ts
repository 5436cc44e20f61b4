import { judgeGrowth } from '../analysis/growth-rule.js';
import type { Cohort, GrowthJudgement } from '../analysis/growth-rule.js';
import { lastObjectId, survivorsByGroup, withRareTogether } from '../analysis/growth.js';
import type { GroupSurvivors } from '../analysis/growth.js';
import { CONTROL_CLASSES } from '../agent/scenario-controls.js';
import type { RunEffort } from '../agent/scenario-session.js';
import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import type { CycleEvidence } from './verdict.js';
import { StoreBook } from './store-book.js';
import type { GrowingStore } from './store-book.js';
import type { Look } from './subject.js';

/** A group that is of the scenario, with its survivors so far. */
export type Suspect = GroupSurvivors;

interface Cycle {
  readonly iterations: number;
  readonly elapsedMs: number;
  readonly planted: number;
}

/**
 * What has been seen of a run so far: the cycles, what survived of each, and the last look. Older heaps are not kept:
 * object ids tell in which cycle a survivor was born.
 */
export class Ledger {
  readonly cycles: Cycle[] = [];
  readonly evidence: CycleEvidence[] = [];
  /** The last object id at the look that each cycle began with. */
  readonly boundaries: number[] = [];
  /** Counters at the look that each cycle began with. */
  readonly #counters: Look['counters'][] = [];
  #last: Look;
  #groups: readonly GroupSurvivors[] = [];
  #own: ReadonlySet<number> = new Set();
  #planted: number;
  readonly #stores: StoreBook;
  readonly looks: { held: number; dropped: number }[] = [];

  /** @param first the look that follows the warm-up */
  constructor(first: Look, { planted, iterations }: Pick<RunEffort, 'planted' | 'iterations'>) {
    this.#last = first;
    this.#stores = new StoreBook(first.heap, lastObjectId(first.heap), iterations);
    this.#planted = planted;
    this.#noteControls(first);
  }

  get heap(): HeapGraph {
    return this.#last.heap;
  }

  get iterations(): number {
    return this.cycles.reduce((sum, { iterations }) => sum + iterations, 0);
  }

  /** Milliseconds that an iteration took in the last cycle. */
  get iterationMs(): number {
    const { elapsedMs = 0, iterations = 1 } = this.cycles.at(-1) ?? {};
    return Math.max(elapsedMs / iterations, 0.001);
  }

  /** Adds a cycle and the look that followed it. */
  add(run: RunEffort, look: Look): void {
    this.boundaries.push(lastObjectId(this.#last.heap));
    this.#counters.push(this.#last.counters);
    this.cycles.push({
      iterations: run.done,
      elapsedMs: run.elapsedMs,
      planted: run.planted - this.#planted,
    });
    this.#planted = run.planted;
    this.evidence.push({
      iterations: run.done,
      elapsedMs: run.elapsedMs,
      gcRounds: look.gc.rounds,
      settled: look.gc.settled,
    });
    this.#stores.add(look.heap, run.iterations);
    this.#take(look);
  }

  /** The collections that grow; with `open`, also those of which it cannot be said yet. */
  stores(what: 'grows' | 'open'): GrowingStore[] {
    return this.#stores.growing(what).filter(({ node }) => !this.#own.has(node));
  }

  /** Replaces the last look by one that was taken after some quiet time. */
  lookAgain(look: Look): void {
    this.#stores.lookAgain(look.heap);
    this.#take(look);
  }

  #take(look: Look): void {
    this.#last = look;
    this.#own = ownNodes(look.heap);
    this.#groups = survivorsByGroup(look.heap, this.boundaries, this.#own);
    this.#noteControls(look);
  }

  /** The groups that are the scenario's own, and have survivors of the first cycle and of the last. */
  suspects(): Suspect[] {
    const groups = this.#groups.filter(({ name }) => !OWN_CLASSES.has(name));
    return withRareTogether(groups).filter(({ survivors }) => survivors.at(-1) !== 0);
  }

  /** What the control planted, as the detector saw it. */
  planted(): { suspect: Suspect | undefined; expected: readonly number[] } {
    return {
      suspect: this.#groups.find(({ name }) => name === CONTROL_CLASSES.planted),
      expected: this.cycles.map(({ planted }) => planted),
    };
  }

  /** How many objects with these ids were born in each cycle. */
  byCycle(ids: readonly number[]): number[] {
    const counts = this.cycles.map(() => 0);
    for (const id of ids) {
      const cycle = this.boundaries.findLastIndex((boundary) => id > boundary);
      if (cycle >= 0) counts[cycle] = (counts[cycle] ?? 0) + 1;
    }
    return counts;
  }

  /** How much each counter grew in each cycle. */
  counterGrowth(): Map<string, number[]> {
    const samples = [...this.#counters, this.#last.counters];
    const names = new Set(samples.flatMap((sample) => Object.keys(sample)));
    return new Map(
      [...names].map((name) => [
        name,
        this.cycles.map((_, at) => (samples[at + 1]?.[name] ?? 0) - (samples[at]?.[name] ?? 0)),
      ]),
    );
  }

  /**
   * Judges a series of counts by cycle.
   *
   * @param first how many cycles make the first stretch
   * @param last how many make the last; what lies between are stretches of their own
   */
  judge(survivors: readonly number[], first: number, last: number): GrowthJudgement {
    return judgeGrowth(this.stretches(survivors, first, last));
  }

  /** A series of counts by cycle, by stretch; see {@link judge}. */
  stretches(survivors: readonly number[], first: number, last: number): Cohort[] {
    const lastStart = this.cycles.length - last;
    const middle = [...this.cycles.keys()].filter((at) => at >= first && at < lastStart);
    const stretches = [
      this.#stretch(survivors, 0, first),
      ...middle.map((at) => this.#stretch(survivors, at, at + 1)),
      this.#stretch(survivors, lastStart, this.cycles.length),
    ];
    return stretches.filter(({ iterations }) => iterations > 0);
  }

  #stretch(survivors: readonly number[], from: number, to: number): Cohort {
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    return {
      iterations: sum(this.cycles.slice(from, to).map(({ iterations }) => iterations)),
      survivors: sum(survivors.slice(from, to)),
    };
  }

  #noteControls({ heap }: Look): void {
    this.looks.push({
      held: heap.instances(CONTROL_CLASSES.held).length,
      dropped: heap.instances(CONTROL_CLASSES.dropped).length,
    });
  }
}

const OWN_CLASSES: ReadonlySet<string> = new Set(Object.values(CONTROL_CLASSES));

/** What only the harness holds: its books, where they are in the same heap, and what the scenario keeps on purpose. */
function ownNodes(heap: HeapGraph): ReadonlySet<number> {
  const holders = [
    ...heap.instances(CHECKING_CLASS),
    ...heap.instances(CONTROL_CLASSES.kept).filter((kept) => !isEmpty(heap, heap.property(kept, 'values'))),
  ];
  return holders.length === 0 ? new Set() : new Set(heap.retainedSet(holders).nodes);
}

const CHECKING_CLASS = 'HeapwitnessChecking';

function isEmpty(heap: HeapGraph, list: NodeOrdinal | undefined): boolean {
  return list === undefined || heap.elements(list).next().done === true;
}
