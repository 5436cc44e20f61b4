import { isRecord } from '../../core/is-record.js';
import { HeapwitnessError } from '../../core/errors.js';
import { shownValue } from '../../core/shown-value.js';
import { visibleText } from '../../core/escape-control-characters.js';

/** A known leak, with the reason for accepting it and its expiry date. */
export interface KnownLeak {
  readonly fingerprint: string;
  readonly reason: string;
  /** Last day on which the leak counts as known, such as `2026-12-31`. */
  readonly expires: string;
  readonly className?: string;
}

/** The file of known leaks. */
export interface KnownLeaksFile {
  readonly schemaVersion: 1;
  readonly leaks: readonly KnownLeak[];
}

interface EntryOptions {
  /** Whether an entry may have no reason yet. */
  readonly draft?: boolean | undefined;
}

/** Placeholder that earlier versions wrote instead of a reason; counts as no reason. */
const PLACEHOLDER = 'say here why this is borne';

/**
 * Parses the text of a file of known leaks.
 *
 * @param source named in errors
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS` when it is not JSON, or an entry is invalid
 */
export function parseKnownLeaks(
  text: string,
  source = 'the known leaks',
  options: EntryOptions = {},
): KnownLeaksFile {
  const value = parsed(text, source);
  if (!isRecord(value)) throw malformed(source, SHAPE);
  const { schemaVersion, leaks } = value as Partial<Record<keyof KnownLeaksFile, unknown>>;
  if (schemaVersion !== undefined && schemaVersion !== 1) {
    const why = `its schemaVersion is ${shownValue(schemaVersion)}, but this version of heapwitness supports only 1`;
    throw malformed(
      source,
      `${why}. Use the version that wrote it, or delete it and write it again with --update-known`,
    );
  }
  if (schemaVersion !== 1 || !Array.isArray(leaks)) throw malformed(source, SHAPE);
  return { schemaVersion, leaks: knownLeaksIn(leaks, source, options) };
}

const KEYS = 'fingerprint, reason, expires, className';

const SHAPE =
  'it has no "schemaVersion": 1 with a list "leaks". Delete it, and write it again with --update-known';

/**
 * Validates and returns the entries of a list of known leaks.
 *
 * @param source named in errors
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS`, naming the entry and what to do
 */
export function knownLeaksIn(
  list: readonly unknown[],
  source: string,
  { draft = false }: EntryOptions = {},
): KnownLeak[] {
  const leaks = list.map((value, at) => knownLeak(value, `${source}: leaks[${at}]`));
  const seen = new Map<string, number>();
  for (const [at, leak] of leaks.entries()) {
    const first = seen.get(leak.fingerprint);
    if (first !== undefined) {
      const why = `the fingerprint ${leak.fingerprint} is a duplicate of leaks[${first}]. Delete one of the two`;
      throw malformed(named(`${source}: leaks[${at}]`, leak), why);
    }
    seen.set(leak.fingerprint, at);
  }
  if (!draft) requireReasons(leaks, source);
  return leaks;
}

/** Rejects entries without a reason: otherwise leaks would be accepted without ever being looked at. */
function requireReasons(leaks: readonly KnownLeak[], source: string): void {
  const without = leaks.filter(({ reason }) => reason === '');
  const [first] = without;
  if (first === undefined) return;
  const place = named(`${source}: leaks[${leaks.indexOf(first)}]`, first);
  const more = without.length - 1;
  const others = more === 0 ? '' : ` (${more} more ${more === 1 ? 'entry has' : 'entries have'} none either)`;
  throw malformed(place, `it has no reason${others}. Set "reason" to why this leak is accepted`);
}

function knownLeak(value: unknown, where: string): KnownLeak {
  if (!isRecord(value)) {
    throw malformed(
      where,
      `it is ${shownValue(value)}, not an object. Delete it, or write the file again with --update-known`,
    );
  }
  const entry = value as Partial<Record<keyof KnownLeak, unknown>>;
  const { fingerprint, reason = '', expires, className, ...others } = entry;
  const wrong = (why: string): HeapwitnessError => malformed(named(where, { fingerprint, className }), why);
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{16}$/.test(fingerprint)) {
    const why = `its fingerprint is ${shownValue(fingerprint)}, not 16 hexadecimal digits`;
    throw wrong(`${why}. Copy it from the verdict`);
  }
  if (typeof reason !== 'string') {
    throw wrong(`its reason is ${shownValue(reason)}. Give a string that says why this leak is accepted`);
  }
  if (typeof expires !== 'string' || !isDay(expires)) {
    const why = `it expires ${shownValue(expires)}, which is not a date such as 2026-12-31`;
    throw wrong(`${why}. Give the last day on which this leak is accepted`);
  }
  if (className !== undefined && typeof className !== 'string') {
    throw wrong(`its className is ${shownValue(className)}, not a string. Give a string, or leave it out`);
  }
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw wrong(`it has an unknown key ${shownValue(other)}. Rename it to one of: ${KEYS}; or delete it`);
  }
  const said = reason.trim() === PLACEHOLDER ? '' : reason.trim();
  return { fingerprint, reason: said, expires, ...(className === undefined ? {} : { className }) };
}

/** Returns the place of an entry, followed by its class name and fingerprint. */
function named(
  where: string,
  { fingerprint, className }: { fingerprint?: unknown; className?: unknown },
): string {
  const names = [className, fingerprint]
    .filter((name) => typeof name === 'string')
    .map((name) => visibleText(name));
  return names.length === 0 ? where : `${where} (${names.join(', ')})`;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = `it is not JSON (${visibleText((cause as Error).message)})`;
    throw malformed(source, `${why}. Fix it, or delete it and write it again with --update-known`, cause);
  }
}

function malformed(place: string, why: string, cause?: unknown): HeapwitnessError {
  return new HeapwitnessError('ERR_KNOWN_LEAKS', `${place} cannot be used: ${why}.`, { cause });
}
