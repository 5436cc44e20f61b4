import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HeapwitnessError } from '../core/errors.js';

/** A leak that is known, and why it is borne until when. */
export interface KnownLeak {
  readonly fingerprint: string;
  readonly reason: string;
  /** Last day on which it counts as known: `2026-12-31`. */
  readonly expires: string;
  readonly className?: string;
}

/** The file of known leaks. */
export interface KnownLeaksFile {
  readonly schemaVersion: 1;
  readonly leaks: readonly KnownLeak[];
}

/** What became of findings and of known leaks. */
export interface KnownMatches<Finding> {
  readonly known: readonly { readonly finding: Finding; readonly leak: KnownLeak }[];
  readonly unknown: readonly Finding[];
  /** Found, but their day is over. */
  readonly expired: readonly { readonly finding: Finding; readonly leak: KnownLeak }[];
  /** In the file, but found no more. */
  readonly unused: readonly KnownLeak[];
}

/** Compares findings with known leaks by fingerprint; days are those of UTC. */
export function matchKnown<Finding extends { readonly fingerprint: string }>(
  findings: readonly Finding[],
  known: readonly KnownLeak[],
  today: Date,
): KnownMatches<Finding> {
  const day = today.toISOString().slice(0, 10);
  const byFingerprint = new Map(known.map((leak) => [leak.fingerprint, leak]));
  const pairs = findings.map((finding) => ({ finding, leak: byFingerprint.get(finding.fingerprint) }));
  const met = pairs.flatMap(({ finding, leak }) => (leak === undefined ? [] : [{ finding, leak }]));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    known: met.filter(({ leak }) => day <= leak.expires),
    unknown: pairs.filter(({ leak }) => leak === undefined).map(({ finding }) => finding),
    expired: met.filter(({ leak }) => day > leak.expires),
    unused: known.filter(({ fingerprint }) => !found.has(fingerprint)),
  };
}

/**
 * Reads a file of known leaks.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when there is none, `ERR_KNOWN_LEAKS` when it is not in order
 */
export async function readKnownLeaks(file: string | URL): Promise<KnownLeaksFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const message = `There is no file of known leaks ${nameOf(file)} that can be read. Check the path, or let it be written first.`;
    throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message, { cause });
  }
  return parseKnownLeaks(text, nameOf(file));
}

/**
 * The known leaks in a text.
 *
 * @param source named in errors
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS` when it is no JSON, or an entry is not in order
 */
export function parseKnownLeaks(text: string, source = 'the known leaks'): KnownLeaksFile {
  const value = parsed(text, source);
  if (!isRecord(value) || value['schemaVersion'] !== 1 || !Array.isArray(value['leaks']))
    throw malformed(source, 'it has no "schemaVersion": 1 with a list "leaks"');
  const leaks = value['leaks'].map((leak: unknown, at) => knownLeak(leak, `${source}: leaks[${at}]`));
  const twice = leaks.find(
    ({ fingerprint }, at) => leaks.findIndex((other) => other.fingerprint === fingerprint) < at,
  );
  if (twice !== undefined) throw malformed(source, `the fingerprint ${twice.fingerprint} is there twice`);
  return { schemaVersion: 1, leaks };
}

/** Writes such a file beside its place and renames it, so that it is never there in half. Entries come by fingerprint. */
export async function writeKnownLeaks(file: string | URL, { leaks }: KnownLeaksFile): Promise<void> {
  const sorted = leaks.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const path = nameOf(file);
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, `${JSON.stringify({ schemaVersion: 1, leaks: sorted }, undefined, 2)}\n`);
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}

function knownLeak(value: unknown, place: string): KnownLeak {
  if (!isRecord(value)) throw malformed(place, 'it is no object');
  const { fingerprint, reason, expires, className } = value as Partial<Record<keyof KnownLeak, unknown>>;
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{16}$/.test(fingerprint))
    throw malformed(place, `its fingerprint is ${JSON.stringify(fingerprint)}, not 16 hexadecimal digits`);
  if (typeof reason !== 'string' || reason.trim() === '')
    throw malformed(place, 'it has no reason; say why this leak is borne');
  if (typeof expires !== 'string' || !isDay(expires))
    throw malformed(place, `it expires ${JSON.stringify(expires)}, which is no day such as 2026-12-31`);
  if (className !== undefined && typeof className !== 'string')
    throw malformed(place, 'its className is no text');
  return { fingerprint, reason, expires, ...(className === undefined ? {} : { className }) };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(source, `it is no JSON (${(cause as Error).message})`, cause);
  }
}

function malformed(place: string, why: string, cause?: unknown): HeapwitnessError {
  return new HeapwitnessError('ERR_KNOWN_LEAKS', `${place} cannot be used: ${why}.`, { cause });
}

function nameOf(file: string | URL): string {
  return file instanceof URL ? fileURLToPath(file) : file;
}
