import { HeapwitnessError } from '../core/errors.js';
import { nearMatches } from '../core/near-matches.js';
import { shownValue } from '../core/shown-value.js';
import type { HeapGraph } from '../heap/graph/index.js';

/**
 * Refuses a class name that none of these heaps has ever had, neither as an instance nor as a constructor: a typo
 * must not be green.
 *
 * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` with near matches; `ERR_USAGE` when it is no text
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

/** Refuses a count that is none. */
export function requireCount(count: unknown): asserts count is number {
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return;
  throw new HeapwitnessError(
    'ERR_USAGE',
    `The number of instances must be a whole number from 0, got ${shownValue(count)}.`,
  );
}

/** Refuses a way through nothing, which everything would be retained through. */
export function requireRoute(classNames: readonly unknown[]): void {
  if (classNames.length > 0) return;
  throw new HeapwitnessError('ERR_USAGE', 'through() takes one or more class names, got none.');
}
