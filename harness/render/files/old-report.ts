import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '../../core/read-document.js';

const DATA = 'report.json';
const SNAPSHOTS = 'snapshots';
/** The files of a report, without its snapshots. */
const FILES: ReadonlySet<string> = new Set(['index.html', DATA, 'report.md', 'summary.txt']);
/** Files that operating systems create in folders; in lower case. */
const LITTER: ReadonlySet<string> = new Set(['.ds_store', 'desktop.ini', 'thumbs.db']);

/**
 * Returns why a folder is not a report, or contains other files: part of a sentence that names a file. `null` if it
 * contains only a report: its `report.json` is of a run or of a check, and lists all snapshots.
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

/** Whether a folder contains only what an unfinished report may contain: its files, and captures. */
export async function isUnfinished(folder: string): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (entries.some(isStranger)) return false;
  if (!entries.some(({ name }) => name === SNAPSHOTS)) return true;
  const snapshots = await entriesOf(join(folder, SNAPSHOTS));
  return snapshots.every((entry) => entry.isFile());
}

/** Returns the paths of the snapshots that a report's data lists, relative to its folder. */
export function snapshotsOf({ cases }: ListedCases): Set<string> {
  return new Set(
    (cases ?? []).flatMap(({ variants }) => variants ?? []).flatMap((one) => one.snapshots ?? []),
  );
}

/** The part of `report.json` that lists snapshots; other versions may have written less. */
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

/** Reads which snapshots a report lists; `null` if the file does not exist, or is not the data of a report. */
async function listedSnapshots(file: string): Promise<Set<string> | null> {
  const bytes = await readDocument(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  try {
    const data = JSON.parse(bytes.toString('utf8')) as Readonly<Record<string, unknown>> | null;
    if (typeof data?.['schemaVersion'] !== 'number') return null;
    if (typeof data['verdict'] === 'string') return new Set();
    return Array.isArray(data['cases']) ? snapshotsOf(data) : null;
  } catch {
    return null;
  }
}
