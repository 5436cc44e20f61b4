import * as v8 from 'node:v8';
import { HeapwitnessError } from '../core/errors.js';

type Constructor = { readonly prototype: object } & (abstract new (...args: never[]) => object);
type QueryObjects = (constructor: Constructor, options: { format: 'count' }) => number;

/**
 * Counts instances by asking V8 itself (`v8.queryObjects`), without a snapshot. V8 collects first, and counts
 * subclasses, which is meant, and the prototype objects of subclasses, which is not. Those are subtracted: for the
 * thread-local classes as counted before the user's module is loaded, when nothing else of the kind exists, and
 * one for each subclass that the user's module exports. (A subclass that it does not export makes the witnesses
 * disagree, by one.)
 */
export class ObjectCounter {
  readonly #constructors = new Map<string, Constructor>();
  readonly #prototypes = new Map<string, number>();
  readonly #names: readonly string[];
  #subject: ReadonlySet<unknown> = new Set();

  private constructor(names: readonly string[]) {
    this.#names = names;
  }

  /**
   * Makes a counter for these class names; to be called before the user's module is loaded. Costs about 30 ms for
   * each name that is a thread-local class, nothing without names.
   */
  static async beforeLoad(names: readonly string[]): Promise<ObjectCounter> {
    const counter = new ObjectCounter(names);
    if (names.length === 0) return counter;
    const subject = (await import('../thread-local/index.js')) as Record<string, unknown>;
    counter.#subject = new Set(Object.values(subject));
    for (const name of names) {
      const constructor = subject[name];
      if (isConstructor(constructor)) counter.#add(name, constructor, countOf(constructor));
    }
    return counter;
  }

  /**
   * Looks up the names that are not the subject's among the module's exports.
   *
   * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` when a name is no class of either
   */
  afterLoad(module: Record<string, unknown>): void {
    for (const name of this.#names) {
      const own = module[name];
      // One of the subject's that the module passes on keeps what was counted before.
      if (isConstructor(own) && !this.#subject.has(own)) this.#add(name, own, 0);
    }
    const missing = this.#names.find((name) => !this.#constructors.has(name));
    if (missing !== undefined) throw unknownClass(missing, notExported(module));
    const exported = new Set(
      Object.values(module)
        .filter(isConstructor)
        .filter((own) => !this.#subject.has(own)),
    );
    for (const [name, constructor] of this.#constructors) {
      const subclasses = [...exported].filter((other) => other.prototype instanceof constructor);
      this.#prototypes.set(name, (this.#prototypes.get(name) ?? 0) + subclasses.length);
    }
  }

  /**
   * Instances alive now, subclasses included, by class name.
   *
   * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` when a name was not given at the start
   */
  counts(names: readonly string[]): Record<string, number> {
    return Object.fromEntries(names.map((name) => [name, this.#count(name)]));
  }

  #add(name: string, constructor: Constructor, prototypes: number): void {
    this.#constructors.set(name, constructor);
    this.#prototypes.set(name, prototypes);
  }

  #count(name: string): number {
    const constructor = this.#constructors.get(name);
    if (constructor === undefined) throw unknownClass(name, 'it was not named when the worker was started');
    return countOf(constructor) - (this.#prototypes.get(name) ?? 0);
  }
}

function notExported(module: Record<string, unknown>): string {
  return `the worker's module exports no such class; it exports ${Object.keys(module).join(', ') || 'nothing'}`;
}

function isConstructor(value: unknown): value is Constructor {
  return typeof value === 'function' && typeof value.prototype === 'object' && value.prototype !== null;
}

function countOf(constructor: Constructor): number {
  const { queryObjects } = v8 as unknown as { queryObjects?: QueryObjects };
  if (queryObjects === undefined) {
    throw new HeapwitnessError(
      'ERR_INTERNAL',
      `Node ${process.version} has no v8.queryObjects; use 20.19 or newer.`,
    );
  }
  return withoutWarning(() => queryObjects(constructor, { format: 'count' }));
}

/** The call is marked experimental and says so on stderr once; the report says it instead. */
function withoutWarning<T>(run: () => T): T {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning') ?? {};
  Object.defineProperty(process, 'emitWarning', { ...original, value: () => undefined });
  try {
    return run();
  } finally {
    Object.defineProperty(process, 'emitWarning', original);
  }
}

function unknownClass(name: string, why: string): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_UNKNOWN_CLASS',
    `Cannot count instances of ${JSON.stringify(name)}: ${why}.`,
  );
}
