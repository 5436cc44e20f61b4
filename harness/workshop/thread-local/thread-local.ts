import { Binding } from './binding.js';
import { requireFunction, UnsupportedOperationError } from './errors.js';
import { takeHashCode, takeSerial } from './key-numbers.js';
import { runningThread } from './running-thread.js';
import { rootThread, Thread } from './thread.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/** A thread-local with a supplier of initial values: `get` returns `null` only if the supplier does. */
export interface InitializedThreadLocal<T> extends ThreadLocal<T> {
  get(): T;
}

/**
 * A variable of which each thread has its own value. The values are in the threads' maps, where this object is the
 * weakly held key; it does not refer to any value itself.
 *
 * A long-lived thread retains the value until `remove` is called, possibly even after the thread-local was collected.
 *
 * Every operation throws a `ThreadTerminatedError` when the current thread has ended.
 *
 * Source: JDK 17, `java.lang.ThreadLocal`.
 */
export class ThreadLocal<T> {
  /** Determines the home slot. Taken from a counter that all thread-locals share; repeats after 2^32 of them. */
  readonly threadLocalHashCode: number;
  /** Identifies this key, without a reference to it. Never reused. */
  readonly threadLocalSerial: number;

  constructor() {
    this.threadLocalHashCode = takeHashCode();
    this.threadLocalSerial = takeSerial();
  }

  /**
   * Creates a thread-local whose initial value in each thread is the result of `supplier` there.
   *
   * Source: JDK 17, `ThreadLocal.withInitial`.
   *
   * @throws {InvalidFunctionError} when `supplier` is not a function
   */
  static withInitial<S>(supplier: () => S): InitializedThreadLocal<S> {
    requireFunction('ThreadLocal.withInitial()', supplier);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `get` returns null only if `supplier` does
    return new SuppliedThreadLocal(supplier) as InitializedThreadLocal<S>;
  }

  /**
   * Returns the current thread's value.
   *
   * 1. If the thread has a map with an entry for this key, returns its value, even if that is null.
   * 2. Otherwise calls `initialValue`, which may itself use thread-locals, including this one.
   * 3. Then looks up the thread's map again and stores the result there: so `get` always leaves an entry behind.
   *
   * Source: JDK 17, `ThreadLocal.get` and `setInitialValue`.
   */
  get(): T | null {
    const running = runningThread();
    // Not `running ?? rootThread()`: V8 compiles a faster lookup from two branches.
    return running === undefined ? this.getIn(rootThread()) : this.getIn(running);
  }

  /** Sets the current thread's value. Never calls `initialValue`. Source: JDK 17, `ThreadLocal.set`. */
  set(value: T): void {
    this.store(Thread.currentThread(), value);
  }

  /**
   * Removes the current thread's entry, so that the next `get` initialises again. Creates no map if there is none.
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
   * A previous value is not restored. Not in the JDK.
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

  /** Returns a thread's initial value. Override it, or use `withInitial`. @defaultValue returns `null` */
  protected initialValue(): T | null {
    return null;
  }

  /**
   * Returns the value that a child thread inherits; only `InheritableThreadLocal` supports it.
   *
   * @throws {UnsupportedOperationError} always
   */
  protected childValue(_parentValue: T | null): T | null {
    throw new UnsupportedOperationError(
      'A ThreadLocal is not inherited, so it has no child value. Use an InheritableThreadLocal.',
    );
  }

  /** Returns the one of a thread's two maps that stores this key. */
  protected mapOf(thread: Thread): ThreadLocalMap | null {
    return thread.threadLocals;
  }

  /** Sets the one of a thread's two maps that stores this key. */
  protected installMap(thread: Thread, map: ThreadLocalMap): void {
    thread.threadLocals = map;
  }

  private getIn(thread: Thread): T | null {
    const map = this.mapOf(thread);
    if (map === null) return this.initialize(thread);
    // The first step of `getEntry`, inlined by hand: as a call it took a sixth of the time of a hit.
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

  // A map's first entry goes to its home slot without a scan. Does not call set(), which may be overridden.
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

/** The class of the result of `withInitial`. Exported only to be counted, not part of the package's interface. */
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
