import * as v8 from 'node:v8';
import { HeapwitnessError } from '../core/errors.js';

type Constructor = abstract new (...args: never[]) => object;
type QueryObjects = (constructor: Constructor, options: { format: 'count' }) => number;

/**
 * Counts instances by asking V8 itself (`v8.queryObjects`), without a snapshot. V8 collects first, and counts
 * subclasses, which is meant, and the prototype objects of subclasses, which is not: those are the baseline, taken
 * when the module has been loaded and no instance exists yet.
 */
export class ObjectCounter {
  readonly #constructors: Map<string, Constructor>;
  readonly #baselines: Map<string, number>;

  private constructor(constructors: Map<string, Constructor>, baselines: Map<string, number>) {
    this.#constructors = constructors;
    this.#baselines = baselines;
  }

  /**
   * Looks the class names up among the module's exports, then among the thread-local classes, and counts what is
   * there before any call. Costs about 30 ms per class on a small heap, nothing without classes.
   *
   * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` when a name is no class of either
   */
  static async withBaselines(module: Record<string, unknown>, names: readonly string[]): Promise<ObjectCounter> {
    const constructors = new Map<string, Constructor>();
    for (const name of names) constructors.set(name, await resolve(module, name));
    const baselines = new Map([...constructors].map(([name, constructor]) => [name, countOf(constructor)]));
    return new ObjectCounter(constructors, baselines);
  }

  /** Instances alive now, subclasses included, by class name. */
  counts(names: readonly string[]): Record<string, number> {
    return Object.fromEntries(names.map((name) => [name, this.#count(name)]));
  }

  #count(name: string): number {
    const constructor = this.#constructors.get(name);
    if (constructor === undefined) throw unknownClass(name, 'it was not named when the worker was started');
    return countOf(constructor) - (this.#baselines.get(name) ?? 0);
  }
}

async function resolve(module: Record<string, unknown>, name: string): Promise<Constructor> {
  if (isConstructor(module[name])) return module[name];
  const subject = (await import('../thread-local/index.js')) as Record<string, unknown>;
  if (isConstructor(subject[name])) return subject[name];
  throw unknownClass(name, `the worker's module exports no such class; it exports ${Object.keys(module).join(', ')}`);
}

function isConstructor(value: unknown): value is Constructor {
  return typeof value === 'function' && typeof value.prototype === 'object';
}

function countOf(constructor: Constructor): number {
  const { queryObjects } = v8 as unknown as { queryObjects?: QueryObjects };
  if (queryObjects === undefined) {
    throw new HeapwitnessError('ERR_INTERNAL', `Node ${process.version} has no v8.queryObjects; use 20.19 or newer.`);
  }
  return withoutWarning(() => queryObjects(constructor, { format: 'count' }));
}

/** The call is marked experimental and says so on stderr once; the report says it instead. */
function withoutWarning<T>(run: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return run();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function unknownClass(name: string, why: string): HeapwitnessError {
  return new HeapwitnessError('ERR_UNKNOWN_CLASS', `Cannot count instances of ${JSON.stringify(name)}: ${why}.`);
}
