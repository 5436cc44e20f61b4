import { AsyncLocalStorage } from 'node:async_hooks';
import { requireFunction } from './errors.js';
import { type Answer, answerOf } from './thenable.js';

export type AnyScopedValue = ScopedValue<unknown>;
/** The bindings in scope: the innermost one of each scoped value. Immutable. */
type Scope = ReadonlyMap<AnyScopedValue, ScopedBinding>;

const NOTHING_BOUND: Scope = new Map();
const storage: AsyncLocalStorage<Scope> = new AsyncLocalStorage<Scope>();

/**
 * A variable that is bound to a value for the length of a call, and is unbound when the call has ended, by a return or
 * an error: there is nothing to remove. Replaces a `ThreadLocal` that is set, used and removed.
 *
 * A binding belongs to the call and to everything asynchronous that the call starts, also in a `Thread` that is run
 * there. It cannot be changed, only shadowed by another one in an inner call.
 *
 * Source: JDK 25, `java.lang.ScopedValue`.
 *
 * Deviation: in the JDK only the forks of a structured task scope inherit bindings, plain threads do not. Here a
 * `Thread` sees those of the caller of its `run`, as such a fork would.
 *
 * @example
 * ```ts
 * const user = new ScopedValue<string>();
 * ScopedValue.where(user, 'Ada').run(() => user.get()); // 'Ada'
 * user.isBound(); // false
 * ```
 */
export class ScopedValue<T> {
  /** Creates an unbound scoped value; the same as `new`, by its name in the JDK. */
  static newInstance<S>(): ScopedValue<S> {
    return new ScopedValue<S>();
  }

  /** Begins a set of bindings: add more with `where`, then call `run`. Nothing is bound until then. */
  static where<S>(key: ScopedValue<S>, value: NoInfer<S>): ScopedValueCarrier {
    return new ScopedValueCarrier(new Map()).where(key, value);
  }

  /**
   * Returns the value of the innermost binding, in constant time.
   *
   * @throws {UnboundScopedValueError} when there is no binding, or its call has ended and this code outlived it
   */
  get(): T {
    const binding = storage.getStore()?.get(this);
    if (binding === undefined) throw new UnboundScopedValueError(false);
    if (binding.ended) throw new UnboundScopedValueError(true);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `where` binds only a T to this key
    return binding.value as T;
  }

  /** Returns the value of the innermost binding, or `other` if there is none. */
  orElse(other: T): T {
    return this.isBound() ? this.get() : other;
  }

  /** Whether the scoped value is bound here, so that `get` returns its value. */
  isBound(): boolean {
    return storage.getStore()?.get(this)?.ended === false;
  }
}

/**
 * A set of bindings, created by `ScopedValue.where`. Immutable. It can be run many times, and retains its values for as
 * long as it is alive.
 *
 * Source: JDK 25, `ScopedValue.Carrier`.
 */
export class ScopedValueCarrier {
  readonly #values: ReadonlyMap<AnyScopedValue, unknown>;

  /** Use `ScopedValue.where`. */
  constructor(values: ReadonlyMap<AnyScopedValue, unknown>) {
    this.#values = values;
  }

  /** Returns a carrier with one more binding; of two for the same scoped value the later one counts. */
  where<S>(key: ScopedValue<S>, value: NoInfer<S>): ScopedValueCarrier {
    return new ScopedValueCarrier(new Map(this.#values).set(key, value));
  }

  /**
   * Calls `fn` with the values bound, and returns its result. The scope ends when `fn` has returned or thrown. If `fn`
   * returns a promise, the scope ends when that has settled, and the promise returned here settles right after. From
   * then on the scope retains no value, even if a timer or a promise still retains the scope.
   *
   * @throws {InvalidFunctionError} when `fn` is not a function
   *
   * Deviation: the JDK has `call` for a function with a result and `run` for one without. And it rejects, with a
   * `StructureViolationException`, work that would outlive the scope. Asynchronous work cannot be stopped, so here such
   * work runs on with the value unbound. It never sees the value of an outer scope instead.
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
    // Returns a derived promise: a handler beside the caller's would mark an unhandled rejection as handled.
    if (answer.promise !== null) return answer.promise.finally(end);
    end();
    return answer.value;
  }
}

/** Thrown when a scoped value is read where it is not bound (Java throws NoSuchElementException instead). */
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

/** One value of one scope. Releases the value when the scope ends, even if the binding itself is still retained. */
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

// Ended bindings are left out: they would accumulate in a chain of scopes, each started by work that outlived the last.
function openBindings(): (readonly [AnyScopedValue, ScopedBinding])[] {
  return [...(storage.getStore() ?? NOTHING_BOUND)].filter(([, binding]) => !binding.ended);
}
