import { Binding } from './binding.js';
import { requireFunction, UnsupportedOperationError } from './errors.js';
import { takeHashCode, takeSerial } from './key-numbers.js';
import { runningThread } from './running-thread.js';
import { rootThread, Thread } from './thread.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/** A thread-local whose supplier gives every thread a first value, so that `get` answers no `null` of its own. */
export interface InitializedThreadLocal<T> extends ThreadLocal<T> {
  get(): T;
}

/**
 * A variable of which each thread has its own value. The values are in the threads' maps, where this object is the
 * weakly held key; it refers to no value itself.
 *
 * A thread that lives long keeps the value until `remove` is called, also when the thread-local itself is long gone.
 *
 * Every operation throws a `ThreadTerminatedError` when the current thread has ended.
 *
 * Source: JDK 17, `java.lang.ThreadLocal`.
 */
export class ThreadLocal<T> {
  /** Decides the home slot. Taken from a counter that all thread-locals share; not unique for ever. */
  readonly threadLocalHashCode: number;
  /** Tells this key from every other one that ever was, without a reference to it. */
  readonly threadLocalSerial: number;

  constructor() {
    this.threadLocalHashCode = takeHashCode();
    this.threadLocalSerial = takeSerial();
  }

  /**
   * Makes a thread-local whose first value in each thread is what `supplier` answers there.
   *
   * Source: JDK 17, `ThreadLocal.withInitial`.
   *
   * @throws {InvalidFunctionError} when `supplier` is not a function
   */
  static withInitial<S>(supplier: () => S): InitializedThreadLocal<S> {
    requireFunction('ThreadLocal.withInitial()', supplier);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `get` answers null only if `supplier` does
    return new SuppliedThreadLocal(supplier) as InitializedThreadLocal<S>;
  }

  /**
   * The current thread's value.
   *
   * 1. If the thread has a map with an entry for this key, answers its value, even if that is null.
   * 2. Otherwise asks `initialValue`, which may use thread-locals itself, this one too.
   * 3. Then looks for the thread's map afresh and stores the answer there: so an entry is always left behind.
   *
   * Source: JDK 17, `ThreadLocal.get` and `setInitialValue`.
   */
  get(): T | null {
    const running = runningThread();
    // Not `running ?? rootThread()`: V8 makes a quicker lookup of two branches than of one value of either kind.
    return running === undefined ? this.getIn(rootThread()) : this.getIn(running);
  }

  /** Sets the current thread's value. Never asks `initialValue`. Source: JDK 17, `ThreadLocal.set`. */
  set(value: T): void {
    this.store(Thread.currentThread(), value);
  }

  /**
   * Removes the current thread's entry, so that the next `get` initialises again. Makes no map where there is none.
   *
   * Source: JDK 17, `ThreadLocal.remove`.
   */
  remove(): void {
    const thread = Thread.currentThread();
    thread.requireAlive('ThreadLocal.remove()');
    this.mapOf(thread)?.remove(this);
  }

  /**
   * Sets the current thread's value for the length of a block; the end of the block removes it from this same thread.
   * It does not bring back a value that was set before. Not in the JDK.
   *
   * @example
   * ```ts
   * using bound = user.bind('Ada');
   * console.log(bound.value, user.get()); // Ada Ada
   * ```
   */
  bind(value: T): Binding<T> {
    const thread = Thread.currentThread();
    this.store(thread, value);
    return new Binding(value, thread, (binder) => this.mapOf(binder)?.remove(this));
  }

  /** What a thread that has set nothing gets. Override it, or use `withInitial`. @defaultValue answers `null` */
  protected initialValue(): T | null {
    return null;
  }

  /**
   * What a child thread inherits; only an `InheritableThreadLocal` has an answer.
   *
   * @throws {UnsupportedOperationError} always
   */
  protected childValue(_parentValue: T | null): T | null {
    throw new UnsupportedOperationError(
      'A ThreadLocal is not inherited, so it has no child value. Use an InheritableThreadLocal.',
    );
  }

  /** Which of a thread's two maps this key lives in. */
  protected mapOf(thread: Thread): ThreadLocalMap | null {
    return thread.threadLocals;
  }

  /** Gives a thread the map that this key lives in. */
  protected installMap(thread: Thread, map: ThreadLocalMap): void {
    thread.threadLocals = map;
  }

  private getIn(thread: Thread): T | null {
    const map = this.mapOf(thread);
    if (map === null) return this.initialize(thread);
    // What `getEntry` begins with, said here again: as a call it cost a sixth of a hit.
    const table = map.table;
    const home = table[this.threadLocalHashCode & (table.length - 1)];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this key's own operations store under it
    if (home !== undefined && home.serial === this.threadLocalSerial) return home.value as T | null;
    return this.getAfterMiss(thread, map);
  }

  private getAfterMiss(thread: Thread, map: ThreadLocalMap): T | null {
    const entry = map.getEntry(this);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in `get`
    return entry === undefined ? this.initialize(thread) : (entry.value as T | null);
  }

  private initialize(thread: Thread): T | null {
    thread.requireAlive('ThreadLocal.get()');
    const value = this.initialValue();
    this.store(thread, value);
    return value;
  }

  // A first entry goes straight to its home slot: nothing is scanned. Not through set(), which may be overridden.
  private store(thread: Thread, value: T | null): void {
    const map = this.mapOf(thread);
    if (map !== null) {
      map.set(this, value);
      return;
    }
    const first = thread.newMap();
    first.insert(this, value);
    this.installMap(thread, first);
  }
}

/** What `withInitial` makes; named for whoever counts the subject's classes, and no part of the package's interface. */
export class SuppliedThreadLocal<T> extends ThreadLocal<T> {
  private readonly supplier: () => T;

  constructor(supplier: () => T) {
    super();
    this.supplier = supplier;
  }

  protected override initialValue(): T {
    const supplier = this.supplier;
    return supplier();
  }
}
