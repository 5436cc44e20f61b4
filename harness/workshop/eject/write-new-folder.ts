import { readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { notAtExit, removeAtExit } from '../../core/at-exit.js';
import { HeapwitnessError } from '../../core/errors.js';
import { fileTrouble } from '../../core/file-trouble.js';
import { makeFolders } from '../../core/make-folders.js';
import type { Files } from './ejected-files.js';

/**
 * Writes files to a new or an empty folder. They are written to a folder next to it, and moved when they are complete:
 * whatever happens, the folder has all of them, or none.
 *
 * @throws {HeapwitnessError} `ERR_CASE_FOLDER` when the folder is a file, is not empty, or cannot be written
 */
export async function writeNewFolder(folder: string, files: Files): Promise<void> {
  try {
    const existing = await existingFolder(folder);
    const target = existing ?? resolve(folder);
    const work = `${target}.partial-${process.pid}`;
    const created = (await makeFolders(work)) ?? work;
    removeAtExit(created);
    try {
      for (const [path, text] of files) {
        await makeFolders(dirname(join(work, path)));
        await writeFile(join(work, path), text, { flag: 'wx' });
      }
      if (existing === null) await rename(work, target);
      else await moveInto(work, target);
    } catch (error) {
      await rm(created, { recursive: true, force: true });
      throw error;
    } finally {
      notAtExit(created);
    }
  } catch (cause) {
    if (cause instanceof HeapwitnessError) throw cause;
    throw unusable(folder, fileTrouble(cause as NodeJS.ErrnoException), cause);
  }
}

/** Returns the path of a folder that exists and is empty; `null` if nothing exists there. */
async function existingFolder(folder: string): Promise<string | null> {
  try {
    const [first] = await readdir(folder);
    if (first === undefined) return await realpath(folder);
    throw unusable(folder, `it contains ${JSON.stringify(first)}, which would be mixed with the case`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR') throw unusable(folder, 'it, or a part of its path, is a file');
    throw error;
  }
}

/** Moves what a folder contains into another one, which may be the working directory of a shell and so stays itself. */
async function moveInto(work: string, target: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const name of await readdir(work)) {
      await rename(join(work, name), join(target, name));
      moved.push(join(target, name));
    }
  } catch (error) {
    await Promise.all(moved.map((path) => rm(path, { recursive: true, force: true })));
    throw error;
  }
  await rm(work, { recursive: true, force: true });
}

function unusable(folder: string, why: string, cause?: unknown): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_CASE_FOLDER',
    `The case cannot be copied to ${JSON.stringify(folder)}: ${why}. Name a new folder, or an empty one.`,
    { cause },
  );
}
