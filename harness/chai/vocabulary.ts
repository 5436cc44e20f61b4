/// <reference types="chai" />
import type { CheckOptions } from '../check/index.js';

/** The words that the plugin adds to chai; `use(heapwitness)` makes them work. */

/** `collected(n).…`: says of which class. */
export interface CollectedCount {
  /** Instances of this class, subclasses included, prototype objects left out. */
  instancesOf(className: string): CollectedInstances;
}

/** `collected(n).instancesOf(…).…`: says since when, and asserts. */
export interface CollectedInstances {
  /**
   * Asserts that exactly `n` instances that were in `before` are gone from the heap.
   *
   * @param before an earlier `HeapGraph` of the same isolate
   * @throws {HeapwitnessError} `ERR_FOREIGN_SNAPSHOT` when it is of another one, or later
   */
  since(before: unknown): Chai.Assertion;
}

/** `retain(n).…`: says of which class. */
export interface RetainedCount {
  /** Asserts that exactly `n` instances of this class are alive, subclasses included, prototype objects left out. */
  instancesOf(className: string): RetainedInstances;
}

/** `retain(n).instancesOf(…)` has asserted the count; this may assert what holds them. */
export interface RetainedInstances {
  /**
   * Asserts that the shortest retaining path of each of these instances leads through other objects of these classes,
   * in this order from the root, others in between allowed. The instance itself does not count, nor does a function.
   */
  through(...classNames: string[]): Chai.Assertion;
}

declare global {
  namespace Chai {
    interface Assertion {
      /** Asserts that instances have been collected: `collected(n).instancesOf('Class').since(before)`. */
      collected(count: number): CollectedCount;
      /** Asserts what is alive: `retain(n).instancesOf('Class').through('Holder', …)`. */
      retain(count: number): RetainedCount;
      /**
       * Asserts that what a `WeakRef` refers to goes when this isolate's garbage is collected; await it. What stays
       * is explained by a heap snapshot of this isolate.
       *
       * @example
       * await expect(new WeakRef(makeAndDrop())).to.be.collectable();
       */
      collectable(): Promise<void>;
      /**
       * Asserts that a scenario leaks, or, negated, that it leaves nothing behind; await it. The scenario is a module
       * (URL or path), or the function that is to be repeated. A failed assertion has the verdict with its traces as
       * its message. A check that comes to no verdict rejects both forms, with `ERR_INCONCLUSIVE`.
       *
       * @example
       * await expect(new URL('./session.scenario.js', import.meta.url)).to.not.leak();
       */
      leak(options?: CheckOptions): Promise<void>;
    }
  }
}
