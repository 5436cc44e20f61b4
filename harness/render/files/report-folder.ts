import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { notAtExit, removeAtExit } from '../../core/at-exit.js';
import { HeapwitnessError } from '../../core/errors.js';
import { fileTrouble } from '../../core/file-trouble.js';
import { makeFolders } from '../../core/make-folders.js';
import { targetOf } from '../../core/replace-file.js';
import { clearAway, clearLeftovers, pathAside } from './leftovers.js';
import { whyForeign } from './old-report.js';

/** The folders of a report: its final folder, and the one in which it is written. */
export interface ReportFolder {
  /** Final folder of the report, such as `reports/latest`. */
  readonly folder: string;
  /** Folder beside it that is filled during the run and then replaces it. */
  readonly workFolder: string;
  /** Folder within `workFolder` for the snapshots that are kept. */
  readonly snapshotFolder: string;
}

/**
 * Creates the folder in which a report is written, so that a run whose report cannot be written fails before its first
 * case. Removes what dead runs left beside it, as far as possible.
 *
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when the folder cannot be created, is a file, or contains other files
 */
export async function prepareReport(folder: string): Promise<ReportFolder> {
  const target = await placeOf(folder);
  const workFolder = `${target}.partial-${process.pid}`;
  await refuseForeign(target, folder);
  try {
    await makeFolders(dirname(target));
    await clearLeftovers(target);
    await mkdir(workFolder, { mode: 0o700 });
    removeAtExit(workFolder);
    const snapshotFolder = join(workFolder, 'snapshots');
    await mkdir(snapshotFolder, { mode: 0o700 });
    return { folder: target, workFolder, snapshotFolder };
  } catch (cause) {
    throw unusable(folder, fileTrouble(cause as NodeJS.ErrnoException), cause);
  }
}

/** Returns the path of a folder, or the target of a symbolic link: a link stays, and leads to the new report. */
async function placeOf(folder: string): Promise<string> {
  try {
    return await targetOf(resolve(folder));
  } catch (cause) {
    const error = cause as NodeJS.ErrnoException;
    // Missing parent folders will be created.
    if (error.code === 'ENOENT') return resolve(folder);
    throw unusable(folder, fileTrouble(error), cause);
  }
}

/**
 * Moves a finished report to its final folder. Readers see the old report or the new one, except in the instant between
 * two renames; if the second one fails, the old report is restored. If the old report cannot be removed afterwards, it
 * stays beside the new one, which is not a failure.
 *
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when it cannot be moved; the old report is still in its place
 */
export async function publishReport({
  folder,
  workFolder,
}: Pick<ReportFolder, 'folder' | 'workFolder'>): Promise<void> {
  await refuseForeign(folder, folder);
  const old = await pathAside(folder);
  const hadOld = await renameIfThere(folder, old);
  try {
    await rename(workFolder, folder);
  } catch (cause) {
    if (hadOld) await rename(old, folder);
    throw unusable(folder, fileTrouble(cause as NodeJS.ErrnoException), cause);
  }
  notAtExit(workFolder);
  if (hadOld) await clearAway(old);
}

/** Removes what an aborted run has written so far, as far as possible; the old report stays. */
export async function discardReport({ workFolder }: Pick<ReportFolder, 'workFolder'>): Promise<void> {
  await clearAway(workFolder);
  notAtExit(workFolder);
}

/** Returns the error for a report folder that cannot be used. */
export function unusable(
  folder: string,
  why: string,
  cause?: unknown,
  remedy = 'make this one writable',
): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_REPORT_FOLDER',
    `Cannot write the report to ${JSON.stringify(folder)}: ${why}. Name another folder, or ${remedy}.`,
    { cause },
  );
}

/** Rejects a folder with other files, which would be lost when a new report replaces it. */
async function refuseForeign(target: string, asGiven: string): Promise<void> {
  const there = await stat(target).catch(() => null);
  if (there === null) return;
  if (!there.isDirectory()) throw unusable(asGiven, 'it is a file');
  const why = await whyForeign(target).catch((cause: NodeJS.ErrnoException) => {
    throw unusable(asGiven, fileTrouble(cause), cause);
  });
  if (why === null) return;
  throw unusable(asGiven, why, undefined, 'move the files you need out of this one and empty it');
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    throw unusable(from, fileTrouble(cause as NodeJS.ErrnoException), cause);
  }
}
