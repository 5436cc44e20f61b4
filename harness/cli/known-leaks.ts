import { existsSync } from 'node:fs';
import { HeapwitnessError } from '../core/errors.js';
import { visibleText } from '../core/escape-control-characters.js';
import type { CheckResult, KnownLeak } from '../check/index.js';
import { readKnownLeaks, requireWritableKnownLeaks, writeKnownLeaks } from '../check/index.js';
import type { CheckCommandOptions } from './check-options.js';

/** Number of days until a newly written leak expires. */
const KNOWN_FOR_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Reads the leaks in the file given by `--known`. With `--update-known`, the file may be missing, and entries may lack
 * their reasons.
 *
 * @throws {HeapwitnessError} `ERR_KNOWN_LEAKS`, `ERR_FILE_NOT_FOUND`; `ERR_USAGE` when there is no file to update
 */
export async function knownLeaksOf({
  known,
  updateKnown: update,
}: Pick<CheckCommandOptions, 'known' | 'updateKnown'>): Promise<readonly KnownLeak[]> {
  if (known === undefined) {
    if (!update) return [];
    throw new HeapwitnessError('ERR_USAGE', '--update-known needs --known <file>, the file to write.');
  }
  if (!update) return (await readKnownLeaks(known)).leaks;
  // Checked before the scenario runs, whose leaks otherwise could not be written.
  await requireWritableKnownLeaks(known);
  return existsSync(known) ? (await readKnownLeaks(known, { draft: true })).leaks : [];
}

/** Writes the leaks found as known. Leaks known before keep their reason and expiry date; others are removed. */
export async function updateKnownLeaks(
  file: string,
  { findings }: CheckResult,
  before: readonly KnownLeak[],
): Promise<void> {
  const expires = new Date(Date.now() + KNOWN_FOR_DAYS * DAY_MS).toISOString().slice(0, 10);
  const known = new Map(before.map((leak) => [leak.fingerprint, leak]));
  const leaks = new Map<string, KnownLeak>();
  for (const { fingerprint, className, within } of findings) {
    if (within !== null || leaks.has(fingerprint)) continue;
    leaks.set(fingerprint, known.get(fingerprint) ?? { fingerprint, className, expires, reason: '' });
  }
  await writeKnownLeaks(file, { schemaVersion: 1, leaks: [...leaks.values()] });
  process.stderr.write(`${summary(file, [...leaks.values()])}\n`);
}

function summary(file: string, leaks: readonly KnownLeak[]): string {
  const count = leaks.length === 1 ? '1 known leak' : `${leaks.length} known leaks`;
  const wrote = `${visibleText(file, Infinity)}: wrote ${count}.`;
  const without = leaks.filter(({ reason }) => reason === '').length;
  if (without === 0) return wrote;
  const which = without === leaks.length ? 'each' : `the ${without} that have none`;
  return `${wrote} Add a \`reason\` to ${which} before committing. The file is rejected until then.`;
}
