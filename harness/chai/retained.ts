import { HeapwitnessError } from '../core/errors.js';
import { queueMicrotask } from '../core/captured-timers.js';
import { formatRetainingPath } from '../heap/graph/index.js';
import type { HeapGraph, RetainingPath } from '../heap/graph/index.js';
import type { NodeOrdinal } from '../core/units.js';
import { holderText } from '../assert/index.js';
import { requireClass, requireCount, requireRoute } from './argument-checks.js';
import type { RetainedCount } from './vocabulary.js';

/** Implements `retain(n)`: `instancesOf` asserts the count, `through` what retains each of them. */
export function retained(
  assertion: Chai.AssertionStatic,
  utils: Chai.ChaiUtils,
  heap: HeapGraph,
  count: number,
): RetainedCount {
  requireCount(count);
  const chain = { finished: false };
  queueMicrotask(() => {
    if (!chain.finished) throw unfinished(count);
  });
  return {
    instancesOf: (className) => {
      chain.finished = true;
      requireClass(className, [heap]);
      const instances = heap.instances(className, { subclasses: true });
      assertCount(assertion, heap, className, instances, count);
      return {
        through: (...classNames) => {
          requireRoute(classNames);
          for (const name of classNames) requireClass(name, [heap]);
          assertThrough(assertion, utils, heap, className, instances, classNames);
          return assertion as unknown as Chai.Assertion;
        },
      };
    },
  };
}

function assertCount(
  assertion: Chai.AssertionStatic,
  heap: HeapGraph,
  className: string,
  instances: readonly NodeOrdinal[],
  count: number,
): void {
  const [first] = instances;
  const held = (): string => (first === undefined ? '' : `\nOne of them, ${holderText(heap, first)}`);
  // Functions, so that a trace is searched for only if the assertion fails.
  assertion.assert(
    instances.length === count,
    () => `expected ${count} instances of ${className} to be retained, found ${instances.length}${held()}`,
    () => `expected not ${count} instances of ${className} to be retained${held()}`,
    { className, retained: count },
    { className, retained: instances.length },
    false,
  );
}

function assertThrough(
  assertion: Chai.AssertionStatic,
  utils: Chai.ChaiUtils,
  heap: HeapGraph,
  className: string,
  instances: readonly NodeOrdinal[],
  classNames: readonly string[],
): void {
  const paths = instances.map((instance) => heap.retainingPath(instance));
  const others = paths.filter((path) => path === undefined || !leadsThrough(path, classNames));
  const route = classNames.join(' → ');
  // If negated, no instance may be retained that way.
  const negated = utils.flag(assertion, 'negate') === true;
  const shown = negated ? paths.find((path) => !others.includes(path)) : others[0];
  assertion.assert(
    negated ? others.length < paths.length : others.length === 0,
    `expected each of ${paths.length} instances of ${className} to be retained through ${route}; ${others.length} are not. One is retained by:\n${pathText(shown)}`,
    `expected no instance of ${className} to be retained through ${route}. One is retained by:\n${pathText(shown)}`,
    { className, through: classNames },
    { className, retained: paths.length, notThrough: others.length },
    false,
  );
}

/**
 * Whether a path leads through objects of these classes, in this order. The last step does not count, because it is the
 * retained object itself; neither does a function, which may have the name of a class.
 */
function leadsThrough({ steps }: RetainingPath, classNames: readonly string[]): boolean {
  let next = 0;
  for (const { node } of steps.slice(0, -1)) {
    if (OBJECTS.includes(node.type) && node.name === classNames[next]) next += 1;
  }
  return next === classNames.length;
}

const OBJECTS: readonly string[] = ['object', 'native'];

function pathText(path: RetainingPath | undefined): string {
  return path === undefined ? '(only weak references)' : formatRetainingPath(path);
}

function unfinished(count: number): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_INCOMPLETE_ASSERTION',
    `retain(${count}) alone asserts nothing. Write: .to.retain(${count}).instancesOf('Class')`,
  );
}
