import { statSync } from 'node:fs';
import { HeapwitnessError } from '../core/errors.js';
import { ownPackage } from '../core/own-package.js';
import { CATALOGUE } from '../workshop/index.js';

/** The folder of cases that a command uses, and a sentence that names it. */
export interface ChosenCatalogue {
  readonly folder: string;
  readonly description: string;
}

const OWN_FOLDER = 'cases';

/**
 * Chooses the folder given by `--from`, or else `cases` in the working directory or, if there is none, the catalogue
 * that is published with heapwitness.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when the published catalogue would be watched
 */
export function chooseCatalogue(from: string | undefined, watch: boolean): ChosenCatalogue {
  const folder = from ?? (isFolder(OWN_FOLDER) ? OWN_FOLDER : null);
  if (folder !== null) return { folder, description: `Cases of the folder ${folder}.` };
  if (watch) throw unwatched();
  const { version } = ownPackage();
  const description = `Cases published with heapwitness ${version}, because there is no folder ${OWN_FOLDER} here.`;
  return { folder: CATALOGUE, description };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function unwatched(): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_USAGE',
    'The published cases cannot be watched, because they are not edited. Copy one with heapwitness cases --eject <id> <folder>, or give a folder of cases with --from.',
  );
}
