import { inspect } from 'node:util';
import { visibleText } from './escape-control-characters.js';

/** Characters of a value that are shown at most. */
const LIMIT = 120;

/**
 * A value that somebody gave, as a message may show it: whatever it is, in one line, cut, and never at the price of an
 * exception.
 */
export function shownValue(value: unknown): string {
  return visibleText(textOf(value), LIMIT);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LIMIT));
  if (typeof value === 'function') return 'a function';
  try {
    return inspect(value, {
      depth: 2,
      breakLength: Infinity,
      maxArrayLength: 5,
      maxStringLength: LIMIT,
      // It would run the value's own code.
      customInspect: false,
    });
  } catch {
    // A getter or a proxy of the value's own may throw all the same.
    return `something of type ${typeof value}`;
  }
}
