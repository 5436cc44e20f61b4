import type { NodeOrdinal } from '../core/units.js';
import { HeapwitnessError } from '../core/errors.js';
import type { HeapGraph } from '../heap/graph/index.js';
import type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';
import { WORDS } from './trace/signature-words.js';

/**
 * Wraps inspectors written by users so that their return values are validated.
 *
 * @param source origin of the inspectors, named in errors
 * @returns inspectors that throw a {HeapwitnessError} `ERR_INSPECTOR` when the given one throws or returns an invalid
 * value
 * @throws {HeapwitnessError} `ERR_INSPECTOR` when the value is not a list of inspectors
 */
export function givenInspectors(value: unknown, source: string): Inspector[] {
  if (!Array.isArray(value)) throw wrong(source, `inspectors is ${shown(value)}, not a list`);
  return value.map((one: unknown, at) => givenInspector(one, `${source}: inspectors[${at}]`));
}

function givenInspector(value: unknown, source: string): Inspector {
  if (typeof value !== 'object' || value === null)
    throw wrong(source, `it is ${shown(value)}, not an object`);
  const { name, describe, refer } = value as Partial<Record<keyof Inspector, unknown>>;
  if (typeof name !== 'string' || name === '')
    throw wrong(source, `its name is ${shown(name)}, not a string`);
  for (const [method, given] of Object.entries({ describe, refer })) {
    if (given !== undefined && typeof given !== 'function')
      throw wrong(source, `its ${method} is ${shown(given)}, not a function`);
  }
  if (describe === undefined && refer === undefined)
    throw wrong(source, `"${name}" has neither a describe nor a refer method`);
  const asked = value as Inspector;
  return {
    name,
    describe: (node, heap) => checkedMeaning(asked, node, heap),
    refer: (hops, heap) => checkedReference(asked, hops, heap),
  };
}

function checkedMeaning(asked: Inspector, node: NodeOrdinal, heap: HeapGraph): NodeMeaning | undefined {
  const told = answerOf(asked, 'describe', () => asked.describe?.(node, heap));
  if (told === undefined) return undefined;
  requireTexts(asked, 'describe', told, ['label', 'reason']);
  requireOneOf(asked, 'describe', told, 'status', ['no', 'yes']);
  requireOneOf(asked, 'describe', told, 'word', WORDS);
  return told;
}

function checkedReference(
  asked: Inspector,
  hops: readonly Hop[],
  heap: HeapGraph,
): ReferenceMeaning | undefined {
  const told = answerOf(asked, 'refer', () => asked.refer?.(hops, heap));
  if (told === undefined) return undefined;
  requireTexts(asked, 'refer', told, ['text', 'before', 'name']);
  requireOneOf(asked, 'refer', told, 'word', WORDS);
  const { hops: spanned, text, repeats = 1 } = told as Partial<ReferenceMeaning>;
  if (text === undefined) throw answeredWrongly(asked, 'refer', 'text', undefined);
  if (!isWithin(spanned, hops.length)) throw answeredWrongly(asked, 'refer', 'hops', spanned);
  if (!isWithin(repeats, hops.length)) throw answeredWrongly(asked, 'refer', 'repeats', repeats);
  return told;
}

/** Returns an inspector's answer, which must be an object or undefined. */
function answerOf<Answer>(
  { name }: Inspector,
  method: string,
  ask: () => Answer | undefined,
): Answer | undefined {
  let told: Answer | undefined;
  try {
    told = ask();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw wrong(`Inspector "${name}"`, `its ${method} threw: ${why}`, cause);
  }
  if (told === undefined || (typeof told === 'object' && told !== null)) return told;
  throw wrong(`Inspector "${name}"`, `its ${method} returned ${shown(told)}; return an object, or undefined`);
}

function requireTexts(asked: Inspector, method: string, told: object, keys: readonly string[]): void {
  for (const key of keys) {
    const value = (told as Record<string, unknown>)[key];
    if (value !== undefined && typeof value !== 'string') throw answeredWrongly(asked, method, key, value);
  }
}

function requireOneOf(
  asked: Inspector,
  method: string,
  told: object,
  key: string,
  allowed: readonly string[],
): void {
  const value = (told as Record<string, unknown>)[key];
  if (value === undefined || (typeof value === 'string' && allowed.includes(value))) return;
  throw answeredWrongly(asked, method, key, value, ` Use one of: ${allowed.join(', ')}.`);
}

function isWithin(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
}

function answeredWrongly(
  { name }: Inspector,
  method: string,
  key: string,
  value: unknown,
  advice = '',
): HeapwitnessError {
  return wrong(`Inspector "${name}"`, `its ${method} returned ${shown(value)} as ${key}.${advice}`);
}

function wrong(source: string, why: string, cause?: unknown): HeapwitnessError {
  const message = `${source} cannot be used: ${why}`;
  return new HeapwitnessError('ERR_INSPECTOR', message.endsWith('.') ? message : `${message}.`, { cause });
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}
