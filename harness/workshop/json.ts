import { inspect } from 'node:util';
/** A value that JSON can represent. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const LONGEST = 200;

/**
 * Returns a copy of a value that JSON can represent, with 0 for -0; `undefined` if it cannot: for `NaN`, a `Map`, a
 * `Date`, a BigInt, what contains such a value, and what contains itself.
 */
export function plainJson(value: unknown, within: readonly unknown[] = []): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (typeof value !== 'object' || within.includes(value)) return undefined;
  const outer = [...within, value];
  if (Array.isArray(value)) {
    const items = Array.from(value, (one) => plainJson(one, outer));
    return items.every((one) => one !== undefined) ? items : undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return undefined;
  const entries = Object.entries(value).map(([name, one]) => [name, plainJson(one, outer)] as const);
  if (entries.some(([, one]) => one === undefined)) return undefined;
  return Object.fromEntries(entries) as Json;
}

/** Describes any value in a message, in one short line. */
export function described(value: unknown): string {
  try {
    const options = { depth: 1, breakLength: Infinity, maxStringLength: LONGEST };
    const text = value instanceof Error ? String(value) : inspect(value, options).replaceAll(/\s+/g, ' ');
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  } catch {
    return typeof value;
  }
}
