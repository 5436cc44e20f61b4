import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE } from '../catalogue/published.js';
import { requireKnown } from '../known-cases.js';
import { ejectedFiles } from './ejected-files.js';
import { writeNewFolder } from './write-new-folder.js';

/**
 * Copies a case of the published catalogue to a folder: its JavaScript, what that imports from other files of the
 * catalogue, its translations, a `package.json` and a README, so that it can be edited, and run with `npm install` and
 * `npm start`. If anything fails, nothing is left.
 *
 * @param folder a new or an empty folder
 * @returns the paths of the files, relative to the folder
 * @throws {HeapwitnessError} `ERR_UNKNOWN_CASE`, with near matches, when there is no such case; `ERR_CASE_FOLDER` when
 * the folder is not empty or cannot be written
 */
export async function ejectCase(id: string, folder: string): Promise<string[]> {
  const entries = await readdir(CATALOGUE, { withFileTypes: true });
  const isCase = (name: string): boolean => existsSync(join(CATALOGUE, name, 'case.js'));
  requireKnown(
    [id],
    entries.map(({ name }) => name).filter((name) => isCase(name)),
  );
  const files = await ejectedFiles(id);
  await writeNewFolder(folder, files);
  return [...files.keys()];
}
