import { BindingDisposedError } from './errors.js';
import type { Thread } from './thread.js';

/** Undoes a binding: removes the thread-local's entry from the map that `thread` has at that time. */
export type Unbind = (thread: Thread) => void;

/**
 * A value of a thread-local for the length of a block: `using bound = local.bind(value)`. At the end of the block the
 * entry is removed from the thread that bound it, whichever thread is current then.
 *
 * Disposing twice, or after the thread has ended, does nothing. A disposed binding retains neither thread nor value.
 */
export class Binding<T> implements Disposable {
  private bound: { readonly value: T; readonly thread: Thread; readonly unbind: Unbind } | null;

  constructor(value: T, thread: Thread, unbind: Unbind) {
    this.bound = { value, thread, unbind };
  }

  /** The value that was bound. @throws {BindingDisposedError} after disposal */
  get value(): T {
    if (this.bound === null) throw new BindingDisposedError();
    return this.bound.value;
  }

  /** Removes the thread-local's entry from the thread that bound it. */
  [Symbol.dispose](): void {
    const bound = this.bound;
    this.bound = null;
    bound?.unbind(bound.thread);
  }
}
