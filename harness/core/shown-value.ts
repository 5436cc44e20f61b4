import { inspect } from 'node:util';
import { visibleText } from './escape-control-characters.js';

/** Maximum number of characters of a shown value. */
const LIMIT = 120;

/** Formats any value for a message: on one line, cut to a maximum length, and without ever throwing. */
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
      // A custom inspect function would run code of the value.
      customInspect: false,
    });
  } catch {
    // A getter or a proxy may throw nevertheless.
    return `something of type ${typeof value}`;
  }
}
