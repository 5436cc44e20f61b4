import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const DATA = 'report.json';
const SNAPSHOTS = 'snapshots';
/** The files of a report, its snapshots aside. */
const FILES: ReadonlySet<string> = new Set(['index.html', DATA, 'report.md', 'summary.txt']);
/** What systems put into folders that somebody looks at; in lower case. */
const LITTER: ReadonlySet<string> = new Set(['.ds_store', 'desktop.ini', 'thumbs.db']);

/**
 * Why a folder is no report, or holds more than one: half a sentence that names a file. `null` when nothing would be
 * lost with it but a report: its `report.json` is of a run or of a check, and lists all the snapshots.
 */
export async function whyForeign(folder: string): Promise<string | null> {
  const entries = await entriesOf(folder);
  const [first] = entries;
  if (first === undefined) return null;
  const stranger = entries.find(isStranger);
  if (stranger !== undefined) return noPart(stranger.name);
  const listed = await listedSnapshots(join(folder, DATA));
  if (listed === null)
    return `it contains ${JSON.stringify(first.name)}, but no ${DATA} that identifies it as a report`;
  if (!entries.some(({ name }) => name === SNAPSHOTS)) return null;
  const unlisted = (await entriesOf(join(folder, SNAPSHOTS)))
    .map((entry) => ({ entry, path: `${SNAPSHOTS}/${entry.name}` }))
    .find(({ entry, path }) => !entry.isFile() || !listed.has(path));
  return unlisted === undefined ? null : `${noPart(unlisted.path)}: its ${DATA} does not list it`;
}

/** Whether all that is in a folder may be of a report that was never finished: its files, and captures. */
export async function isUnfinished(folder: string): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (entries.some(isStranger)) return false;
  if (!entries.some(({ name }) => name === SNAPSHOTS)) return true;
  const snapshots = await entriesOf(join(folder, SNAPSHOTS));
  return snapshots.every((entry) => entry.isFile());
}

/** Paths of the snapshots that a report's data lists, relative to its folder. */
export function snapshotsOf({ cases }: ListedCases): Set<string> {
  return new Set(
    (cases ?? []).flatMap(({ variants }) => variants ?? []).flatMap((one) => one.snapshots ?? []),
  );
}

/** What an older or newer version has written may lack any part of it. */
interface ListedCases {
  readonly cases?: readonly { readonly variants?: readonly { readonly snapshots?: readonly string[] }[] }[];
}

function isStranger(entry: Dirent): boolean {
  return entry.isDirectory() ? entry.name !== SNAPSHOTS : !FILES.has(entry.name);
}

function noPart(name: string): string {
  return `it contains ${JSON.stringify(name)}, which is not part of a report`;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !LITTER.has(name.toLowerCase()));
}

/** `null` when the file is not there, or is not the data of a report. */
async function listedSnapshots(file: string): Promise<Set<string> | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  try {
    const data = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    if (typeof data?.['schemaVersion'] !== 'number') return null;
    if (typeof data['verdict'] === 'string') return new Set();
    return Array.isArray(data['cases']) ? snapshotsOf(data) : null;
  } catch {
    return null;
  }
}
