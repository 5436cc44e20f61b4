import { HeapwitnessError } from '../core/errors.js';
import { nearMatches } from '../core/near-matches.js';
import { shownValue } from '../core/shown-value.js';
import type { HeapGraph } from '../heap/graph/index.js';

/**
 * Rejects the name of a class that has neither an instance nor a constructor in any of these heaps: an assertion with a
 * typo must not pass.
 *
 * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS`, with near matches, when there is no such class; `ERR_USAGE` when the
 * name is not a string
 */
export function requireClass(className: unknown, heaps: readonly HeapGraph[]): void {
  if (typeof className !== 'string') {
    throw new HeapwitnessError(
      'ERR_USAGE',
      `instancesOf() takes the name of a class, got ${typeof className}.`,
    );
  }
  if (heaps.some((heap) => heap.hasClass(className))) return;
  const near = nearMatches(
    className,
    heaps.flatMap((heap) => [...heap.classNames()]),
  );
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  throw new HeapwitnessError(
    'ERR_UNKNOWN_CLASS',
    `No class ${JSON.stringify(className)} was found in this isolate: neither an instance nor a constructor.${hint}`,
  );
}

/** Rejects a count that is not a whole number from 0. */
export function requireCount(count: unknown): asserts count is number {
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return;
  throw new HeapwitnessError(
    'ERR_USAGE',
    `The number of instances must be a whole number from 0, got ${shownValue(count)}.`,
  );
}

/** Rejects a route without classes, which every path would satisfy. */
export function requireRoute(classNames: readonly unknown[]): void {
  if (classNames.length > 0) return;
  throw new HeapwitnessError('ERR_USAGE', 'through() takes one or more class names, got none.');
}
