import type { Thread } from './thread.js';
import { ThreadLocal } from './thread-local.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * A thread-local whose value is inherited: a new `Thread` starts with a copy of the inheritable values that the
 * constructing thread has at that moment. A pool's thread is constructed once, so it inherits once.
 *
 * Source: JDK 17, `java.lang.InheritableThreadLocal`.
 */
export class InheritableThreadLocal<T> extends ThreadLocal<T> {
  /**
   * Returns the child's value for a value of the parent; called in the parent when the child is constructed.
   *
   * @defaultValue returns the parent's own value, not a copy of it
   */
  protected override childValue(parentValue: T | null): T | null {
    return parentValue;
  }

  protected override mapOf(thread: Thread): ThreadLocalMap | null {
    return thread.inheritableThreadLocals;
  }

  protected override installMap(thread: Thread, map: ThreadLocalMap): void {
    thread.inheritableThreadLocals = map;
  }
}
