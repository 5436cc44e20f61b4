/// <reference types="chai" />
import type { CheckOptions } from '../check/index.js';

/** The assertions that the plugin adds to chai; `use(heapwitness)` implements them. */

/** Result of `collected(n)`, to continue with the class. */
export interface CollectedCount {
  /** Selects the instances of this class, including subclasses but not prototype objects. */
  instancesOf(className: string): CollectedInstances;
}

/** Result of `collected(n).instancesOf(…)`, to continue with an earlier snapshot. */
export interface CollectedInstances {
  /**
   * Asserts that exactly `n` of the instances in `before` are gone from the heap.
   *
   * @param before an earlier `HeapGraph` of the same isolate
   * @throws {HeapwitnessError} `ERR_FOREIGN_SNAPSHOT` when it is from another isolate, or later
   */
  since(before: unknown): Chai.Assertion;
}

/** Result of `retain(n)`, to continue with the class. */
export interface RetainedCount {
  /** Asserts that exactly `n` instances of this class are alive, including subclasses but not prototype objects. */
  instancesOf(className: string): RetainedInstances;
}

/** Result of `retain(n).instancesOf(…)`, which has asserted the count; may continue with what retains them. */
export interface RetainedInstances {
  /**
   * Asserts that the shortest retaining path of each instance leads through other objects of these classes, in this
   * order from the root; others may be in between. The instance itself does not count, nor does a function.
   */
  through(...classNames: string[]): Chai.Assertion;
}

declare global {
  namespace Chai {
    interface Assertion {
      /** Asserts that instances have been collected: `collected(n).instancesOf('Class').since(before)`. */
      collected(count: number): CollectedCount;
      /** Asserts that instances are alive: `retain(n).instancesOf('Class').through('Holder', …)`. */
      retain(count: number): RetainedCount;
      /**
       * Asserts that the target of a `WeakRef` is collected by a full GC of this isolate; await it. If it stays, a heap
       * snapshot of this isolate explains why.
       *
       * @example
       * await expect(new WeakRef(makeAndDrop())).to.be.collectable();
       */
      collectable(): Promise<void>;
      /**
       * Asserts that a scenario leaks, or, if negated, that it does not; await it. The scenario is a module (URL or
       * path), or the function to repeat. The message of a failed assertion is the verdict with its traces. An
       * inconclusive check rejects both forms with `ERR_INCONCLUSIVE`.
       *
       * @example
       * await expect(new URL('./session.scenario.js', import.meta.url)).to.not.leak();
       */
      leak(options?: CheckOptions): Promise<void>;
    }
  }
}
