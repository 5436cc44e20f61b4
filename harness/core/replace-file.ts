import { readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a text file beside its place and renames it, so that it is never there in half. Where the path is a symbolic
 * link, the link stays and the file that it leads to is replaced, also one that is not there yet.
 *
 * @throws what the file system says; the file that was there stays then
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await targetOf(path);
  const beside = besideOf(target);
  try {
    await writeFile(beside, text);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * Finds out whether {@link replaceFile} may write there, as far as that can be told without doing it.
 *
 * @throws what the file system says
 */
export async function requireReplaceable(path: string): Promise<void> {
  const beside = besideOf(await targetOf(path));
  try {
    await writeFile(beside, '');
  } finally {
    await rm(beside, { force: true });
  }
}

function besideOf(target: string): string {
  return `${target}.${process.pid}.tmp`;
}

/**
 * Where a chain of links ends, whether anything is there or not.
 *
 * @throws what the file system says, such as ENOENT where the folder is not there, ELOOP where links lead in a circle
 */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Nothing there, or a link to what is not there. The system has found no circle, so this ends.
  const folder = await realpath(dirname(path));
  const next = await readlink(path).catch(() => null);
  return next === null ? join(folder, basename(path)) : targetOf(resolve(folder, next));
}
