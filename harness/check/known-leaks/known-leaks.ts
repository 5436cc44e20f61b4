import { readDocument } from '../../core/read-document.js';
import { fileURLToPath } from 'node:url';
import { HeapwitnessError } from '../../core/errors.js';
import { replaceFile, requireReplaceable } from '../../core/replace-file.js';
import { visibleText } from '../../core/escape-control-characters.js';
import { type KnownLeak, type KnownLeaksFile, parseKnownLeaks } from './known-leak-entries.js';

export type { KnownLeak, KnownLeaksFile } from './known-leak-entries.js';

/** Findings and known leaks, matched by fingerprint. */
export interface KnownMatches<Finding> {
  readonly known: readonly { readonly finding: Finding; readonly leak: KnownLeak }[];
  readonly unknown: readonly Finding[];
  /** Found, but expired. */
  readonly expired: readonly { readonly finding: Finding; readonly leak: KnownLeak }[];
  /** In the file, but not found. */
  readonly unused: readonly KnownLeak[];
}

/** Matches findings with known leaks by fingerprint; days are in UTC. */
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

/** Options of {@link readKnownLeaks}. */
export interface ReadKnownLeaksOptions {
  /**
   * Whether entries may lack a reason: it is read as an empty string then. For updating the file.
   * @defaultValue false
   */
  readonly draft?: boolean | undefined;
}

/**
 * Reads a file of known leaks.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when it cannot be read, `ERR_KNOWN_LEAKS` when it is invalid
 */
export async function readKnownLeaks(
  file: string | URL,
  options: ReadKnownLeaksOptions = {},
): Promise<KnownLeaksFile> {
  const name = shownName(file);
  let bytes: Uint8Array;
  try {
    bytes = await readDocument(file);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    const message = `The file of known leaks ${name} cannot be read (${why}). Check the path, or write the file with --update-known.`;
    throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message, { cause });
  }
  return parseKnownLeaks(textOf(bytes, name), name, options);
}

/**
 * Writes a file of known leaks, sorted by fingerprint. Writes a temporary file next to it and renames that, so that the
 * file is never incomplete. If the path is a link, its target is replaced.
 *
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS` when it cannot be written; the previous file stays
 */
export async function writeKnownLeaks(file: string | URL, { leaks }: KnownLeaksFile): Promise<void> {
  const sorted = leaks.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const text = `${JSON.stringify({ schemaVersion: 1, leaks: sorted }, undefined, 2)}\n`;
  await orUnwritable(file, (path) => replaceFile(path, text));
}

/**
 * Checks that a file of known leaks can be written, before a check is run for it.
 *
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS` when it cannot be written
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
