import { AsyncLocalStorage } from 'node:async_hooks';
import { requireFunction } from './errors.js';
import { type Answer, answerOf } from './thenable.js';

export type AnyScopedValue = ScopedValue<unknown>;
/** What is bound at a place: each scoped value's innermost binding. Never changed once made. */
type Scope = ReadonlyMap<AnyScopedValue, ScopedBinding>;

const NOTHING_BOUND: Scope = new Map();
const storage: AsyncLocalStorage<Scope> = new AsyncLocalStorage<Scope>();

/**
 * A variable that is bound to a value for the length of a call, and is unbound when the call has ended, however it
 * ended: there is nothing to remove. What replaces a `ThreadLocal` that is set, used and removed.
 *
 * A binding belongs to the call and to everything asynchronous that the call starts, also in a `Thread` that is run
 * there. It cannot be changed, only covered by another one in an inner call.
 *
 * Source: JDK 25, `java.lang.ScopedValue`.
 *
 * Deviation: a plain thread of the JDK inherits no bindings, only the forks of a structured task scope do. Here a
 * `Thread` sees those of the place where its `run` is called, as such a fork would.
 *
 * @example
 * ```ts
 * const user = new ScopedValue<string>();
 * ScopedValue.where(user, 'Ada').run(() => user.get()); // 'Ada'
 * user.isBound(); // false
 * ```
 */
export class ScopedValue<T> {
  /** Makes a scoped value that is bound nowhere; the same as `new`, by the name that the JDK gives it. */
  static newInstance<S>(): ScopedValue<S> {
    return new ScopedValue<S>();
  }

  /** Begins a set of bindings: add more with `where`, then call `run`. Nothing is bound until then. */
  static where<S>(key: ScopedValue<S>, value: NoInfer<S>): ScopedValueCarrier {
    return new ScopedValueCarrier(new Map()).where(key, value);
  }

  /**
   * The value that is bound here: by the innermost call around it. Costs the same however many there are.
   *
   * @throws {UnboundScopedValueError} when there is no such call, or it has ended and this code outlived it
   */
  get(): T {
    const binding = storage.getStore()?.get(this);
    if (binding === undefined) throw new UnboundScopedValueError(false);
    if (binding.ended) throw new UnboundScopedValueError(true);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `where` binds only a T to this key
    return binding.value as T;
  }

  /** The value that is bound here, or else `other`. */
  orElse(other: T): T {
    return this.isBound() ? this.get() : other;
  }

  /** Whether `get` would answer. */
  isBound(): boolean {
    return storage.getStore()?.get(this)?.ended === false;
  }
}

/**
 * Scoped values and what they are to be bound to: made by `ScopedValue.where`, and never changed. It may be run many
 * times, and holds the values itself for as long as it is kept.
 *
 * Source: JDK 25, `ScopedValue.Carrier`.
 */
export class ScopedValueCarrier {
  readonly #values: ReadonlyMap<AnyScopedValue, unknown>;

  /** Use `ScopedValue.where`. */
  constructor(values: ReadonlyMap<AnyScopedValue, unknown>) {
    this.#values = values;
  }

  /** A carrier with one binding more; of two for the same scoped value the later one counts. */
  where<S>(key: ScopedValue<S>, value: NoInfer<S>): ScopedValueCarrier {
    return new ScopedValueCarrier(new Map(this.#values).set(key, value));
  }

  /**
   * Calls `fn` with the values bound, and answers what it answers. The scope ends when `fn` has returned or thrown; if
   * `fn` returns a promise, when that has settled, and the promise answered here settles right after the end. From then
   * on the scope holds no value any more, even if a timer or a promise still holds the scope.
   *
   * @throws {InvalidFunctionError} when `fn` is not a function
   *
   * Deviation: the JDK has `call` for what answers and `run` for what does not. And it refuses, by a
   * `StructureViolationException`, what would outlive the scope; asynchronous work cannot be stopped, so here such a
   * left-over runs on with the value unbound. It never sees the value of an outer scope instead.
   */
  run<R>(fn: () => PromiseLike<R>): Promise<R>;
  run<R>(fn: () => R): R;
  run(fn: () => unknown): unknown {
    requireFunction('ScopedValueCarrier.run()', fn);
    const own = [...this.#values].map(([key, value]) => [key, new ScopedBinding(value)] as const);
    const end = (): void => own.forEach(([, binding]) => binding.end());

    let answer: Answer;
    try {
      answer = storage.run(new Map([...openBindings(), ...own]), answerOf, fn);
    } catch (error) {
      end();
      throw error;
    }
    // A derived promise, not a handler beside the caller's: that would mark a rejection nobody looks at as handled.
    if (answer.promise !== null) return answer.promise.finally(end);
    end();
    return answer.value;
  }
}

/** A scoped value was asked for where it is not bound (where Java throws NoSuchElementException). */
export class UnboundScopedValueError extends Error {
  readonly code = 'ERR_SCOPED_VALUE_UNBOUND' as const;

  constructor(outlived: boolean) {
    super(
      outlived
        ? 'This scoped value is no longer bound: the call that bound it has returned, and this code runs later. ' +
            'Await all work inside the function passed to run().'
        : 'This scoped value is not bound here. Call this code inside ScopedValue.where(value, x).run(fn), or ask ' +
            'isBound() first.',
    );
    this.name = 'UnboundScopedValueError';
  }
}

/** One value of one scope; it lets go of the value when the scope ends, whoever still holds it. */
class ScopedBinding {
  value: unknown;
  ended: boolean;

  constructor(value: unknown) {
    this.value = value;
    this.ended = false;
  }

  end(): void {
    this.value = undefined;
    this.ended = true;
  }
}

// Ended bindings are left out: a chain of left-overs, each of which starts the next, would pile them up.
function openBindings(): (readonly [AnyScopedValue, ScopedBinding])[] {
  return [...(storage.getStore() ?? NOTHING_BOUND)].filter(([, binding]) => !binding.ended);
}
