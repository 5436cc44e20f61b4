import { readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a text file to a temporary file next to it and renames that, so that the file is never incomplete. If the path
 * is a symbolic link, the link is kept and its target is replaced, even if that does not exist yet.
 *
 * @throws the error of the file system; the old file is kept then
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await replaceableTarget(path);
  const beside = besideOf(target);
  try {
    await writeFile(beside, text);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * Checks that {@link replaceFile} can probably write to a path.
 *
 * @throws the error of the file system
 */
export async function requireReplaceable(path: string): Promise<void> {
  const beside = besideOf(await replaceableTarget(path));
  try {
    await writeFile(beside, '');
  } finally {
    await rm(beside, { force: true });
  }
}

/** A folder or a device must not be replaced by a file. */
async function replaceableTarget(path: string): Promise<string> {
  const target = await targetOf(path);
  const found = await stat(target).catch(() => null);
  if (found !== null && !found.isFile()) throw new Error('it exists, and is not a regular file');
  return target;
}

function besideOf(target: string): string {
  return `${target}.${process.pid}.tmp`;
}

/**
 * Returns the end of a chain of symbolic links, whether or not it exists.
 *
 * @throws the error of the file system, such as ENOENT when the folder does not exist, or ELOOP when links form a cycle
 */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Nothing exists there, or a dangling link. `realpath` has found no cycle, so this terminates.
  const folder = await realpath(dirname(path));
  const next = await readlink(path).catch(() => null);
  return next === null ? join(folder, basename(path)) : targetOf(resolve(folder, next));
}
