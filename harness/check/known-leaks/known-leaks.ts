import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HeapwitnessError } from '../../core/errors.js';
import { replaceFile, requireReplaceable } from '../../core/replace-file.js';
import { visibleText } from '../../core/escape-control-characters.js';
import { type KnownLeak, type KnownLeaksFile, parseKnownLeaks } from './known-leak-entries.js';

export type { KnownLeak, KnownLeaksFile } from './known-leak-entries.js';

/** The findings and the known leaks, matched with each other. */
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

/** How a file of known leaks is read. */
export interface ReadKnownLeaksOptions {
  /**
   * Whether entries may have no reason yet: they are read with an empty one. For who writes the file anew.
   * @defaultValue false
   */
  readonly draft?: boolean | undefined;
}

/**
 * Reads a file of known leaks.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when there is none, `ERR_KNOWN_LEAKS` when it is not in order
 */
export async function readKnownLeaks(
  file: string | URL,
  options: ReadKnownLeaksOptions = {},
): Promise<KnownLeaksFile> {
  const name = shownName(file);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    const message = `The file of known leaks ${name} cannot be read (${why}). Check the path, or write the file with --update-known.`;
    throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message, { cause });
  }
  return parseKnownLeaks(textOf(bytes, name), name, options);
}

/**
 * Writes such a file under a temporary name next to its place and renames it, so that it is never incomplete. Entries
 * come by fingerprint. Where the path is a link, the file that it leads to is replaced.
 *
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS` when it cannot be written; the one before stays
 */
export async function writeKnownLeaks(file: string | URL, { leaks }: KnownLeaksFile): Promise<void> {
  const sorted = leaks.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const text = `${JSON.stringify({ schemaVersion: 1, leaks: sorted }, undefined, 2)}\n`;
  await orUnwritable(file, (path) => replaceFile(path, text));
}

/**
 * Rejects a place where such a file could not be written, before a check is run for it.
 *
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS`
 */
export function requireWritableKnownLeaks(file: string | URL): Promise<void> {
  return orUnwritable(file, requireReplaceable);
}

async function orUnwritable(file: string | URL, write: (path: string) => Promise<void>): Promise<void> {
  try {
    await write(file instanceof URL ? fileURLToPath(file) : file);
  } catch (cause) {
    const message = `The file of known leaks ${shownName(file)} cannot be written: ${(cause as Error).message}. Free disk space, make its folder writable, or give another path.`;
    throw new HeapwitnessError('ERR_KNOWN_LEAKS', message, { cause });
  }
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const message = `${name} cannot be used: it is not UTF-8. Save it as UTF-8.`;
    throw new HeapwitnessError('ERR_KNOWN_LEAKS', message, { cause });
  }
}

/** Longer than any path. */
const WHOLE_PATH = 5000;

function shownName(file: string | URL): string {
  return visibleText(file instanceof URL ? fileURLToPath(file) : file, WHOLE_PATH);
}
