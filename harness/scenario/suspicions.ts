import { type GrowthJudgement, mayGrow } from '../analysis/growth-rule.js';
import type { Ledger, Suspect } from './ledger.js';
import { type GrowingStore, isFilledWithObjects } from './store-book.js';

/** One object left behind in so many iterations is to be seen. */
const SENSITIVITY = 50;
/** Bytes outside of the heap that an iteration must add to be a leak. */
const LEAST_BYTES = 64;
/** Less growth of a counter is none. */
const LEAST_COUNT = 6;

export interface SuspicionOptions {
  /** Cycles in the first and in the last stretch; `last` is 0 where nothing has been confirmed yet. */
  readonly first: number;
  readonly last: number;
  /** Of a cycle. */
  readonly iterations: number;
  readonly allowGrowth: readonly string[];
}

/** What can be said of what a ledger holds so far: what grows, and of what that cannot be told yet. */
export class Suspicions {
  readonly #book: Ledger;
  readonly #options: SuspicionOptions;

  constructor(book: Ledger, options: SuspicionOptions) {
    this.#book = book;
    this.#options = options;
  }

  growing(): Suspect[] {
    return this.#judged('grows');
  }

  /** Those that grow, and those of which it cannot be said yet. */
  possible(): Suspect[] {
    return this.#judged('grows', 'open');
  }

  /** What grows and is not allowed to: where there is any, nothing else has to be told. */
  unexpected(): Suspect[] {
    return this.growing().filter(({ name }) => !this.#options.allowGrowth.includes(name));
  }

  /** Groups that could not be told, above the sensitivity. */
  open(): Suspect[] {
    const least = this.#book.iterations / Math.max(this.#options.iterations, SENSITIVITY);
    return this.#judged('open').filter(
      ({ survivors }) => survivors.reduce((sum, one) => sum + one, 0) >= least,
    );
  }

  /** Objects of one class may be held in several ways: those that are replaced hide those that pile up. */
  mixed(): Suspect[] {
    const { first, last } = this.#options;
    if (last === 0) return [];
    return this.#judged('does not grow').filter(({ survivors }) => {
      const stretches = this.#book.stretches(survivors, first, last);
      const least = (stretches[0]?.iterations ?? 0) / SENSITIVITY;
      return stretches.every((one) => one.survivors > 0) && (stretches[0]?.survivors ?? 0) >= least;
    });
  }

  /** Whether any group is worth a longer run. */
  mayGrow(): boolean {
    const { cycles } = this.#book;
    return this.#book
      .suspects()
      .some(({ survivors }) =>
        mayGrow(cycles.map(({ iterations }, at) => ({ iterations, survivors: survivors[at] ?? 0 }))),
      );
  }

  /** Whether anything but objects grows, or may. */
  anythingElse(): boolean {
    return this.growingCounters().size > 0 || this.#book.stores('open').length > 0;
  }

  /** Collections of which it could not be told; those that hold new objects are told by these. */
  openStores(): GrowingStore[] {
    const { heap, boundaries } = this.#book;
    const growing = new Set(this.#book.stores('grows').map(({ node }) => node));
    return this.#book
      .stores('open')
      .filter((store) => !growing.has(store.node) && !isFilledWithObjects(heap, store, boundaries[0] ?? 0));
  }

  /** Counters that grow, with their growth by cycle. */
  growingCounters(): Map<string, number[]> {
    const { iterations } = this.#book;
    const least = (name: string): number => (name.endsWith('bytes') ? LEAST_BYTES * iterations : LEAST_COUNT);
    return new Map(
      [...this.#book.counterGrowth()].filter(
        ([name, growth]) =>
          growth.reduce((sum, one) => sum + one, 0) >= least(name) && this.#judge(growth) === 'grows',
      ),
    );
  }

  #judged(...wanted: readonly GrowthJudgement[]): Suspect[] {
    return this.#book.suspects().filter(({ survivors }) => wanted.includes(this.#judge(survivors)));
  }

  #judge(survivors: readonly number[]): GrowthJudgement {
    return this.#book.judge(survivors, this.#options.first, this.#options.last);
  }
}
