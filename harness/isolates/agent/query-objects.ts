import * as v8 from 'node:v8';
import { HeapwitnessError } from '../../core/errors.js';

type Constructor = { readonly prototype: object } & (abstract new (...args: never[]) => object);
type QueryObjects = (constructor: Constructor, options: { format: 'count' }) => number;

/**
 * Counts instances with V8's own `v8.queryObjects`, without a snapshot. V8 collects first, and counts instances of
 * subclasses, which is intended, as well as the prototype objects of subclasses, which is not. Those are subtracted:
 * one for each subclass among the exports of the user's module and the classes of extensions. (Any other subclass is
 * counted as one additional instance.)
 */
export class ObjectCounter {
  readonly #classes: ReadonlyMap<string, CountedClass>;

  private constructor(classes: ReadonlyMap<string, CountedClass>) {
    this.#classes = classes;
  }

  /**
   * Creates a counter for these class names: exports of the module or, failing that, classes of extensions, which are
   * loaded only if something is counted, so that the heaps of other modules stay free of them.
   *
   * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` when a name is not a class of either
   */
  static async of(
    names: readonly string[],
    module: Record<string, unknown>,
    classesOfExtensions: () => Promise<ReadonlyMap<string, unknown>>,
  ): Promise<ObjectCounter> {
    const classes = new Map<string, CountedClass>();
    if (names.length === 0) return new ObjectCounter(classes);
    const others = await classesOfExtensions();
    const known = new Set([...others.values(), ...Object.values(module)].filter(isConstructor));
    for (const name of names) {
      const constructor = [module[name], others.get(name)].find(isConstructor);
      if (constructor === undefined) throw unknownClass(name, notExported(module));
      const subclasses = [...known].filter((other) => other.prototype instanceof constructor);
      classes.set(name, { constructor, prototypes: subclasses.length });
    }
    return new ObjectCounter(classes);
  }

  /**
   * Returns the number of live instances, including those of subclasses, by class name.
   *
   * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` when a name was not given at the start
   */
  counts(names: readonly string[]): Record<string, number> {
    return Object.fromEntries(names.map((name) => [name, this.#count(name)]));
  }

  #count(name: string): number {
    const counted = this.#classes.get(name);
    if (counted === undefined)
      throw unknownClass(name, 'the class was not named when the worker was started');
    return countOf(counted.constructor) - counted.prototypes;
  }
}

/** A class, and the number of prototype objects of known subclasses that V8 counts among its instances. */
interface CountedClass {
  readonly constructor: Constructor;
  readonly prototypes: number;
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

/**
 * Suppresses the warning that the call is experimental, which Node prints once to stderr; the report contains it
 * instead.
 */
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
