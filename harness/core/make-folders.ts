import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a folder and its parents. Node's own `recursive` never ends if the system always returns ENOENT (/proc).
 *
 * @returns the topmost folder that was created; `null` if the folder existed
 * @throws the error of the file system
 */
export async function makeFolders(folder: string): Promise<string | null> {
  const there = await stat(folder).catch(() => null);
  if (there !== null) return null;
  const above = dirname(folder) === folder ? null : await makeFolders(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return above ?? folder;
}
