import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HeapwitnessError } from '../../core/errors.js';
import { ownPackage } from '../../core/own-package.js';
import { neededRange } from './published.js';

/** A case of the published catalogue that was not run, because a package that it imports is not installed. */
export interface CaseNotRun {
  readonly id: string;
  readonly reason: 'missing-package';
  /** The package with its version, as `npm install` takes it. */
  readonly needs: string;
}

const OWN_FOLDER = fileURLToPath(new URL('../../../..', import.meta.url));

/** Returns the result of a case that imports a package that is not installed. */
export function caseNotRun(id: string, packageName: string): CaseNotRun {
  const version = neededRange(packageName).replace(/^\^/, '');
  return {
    id,
    reason: 'missing-package',
    needs: version === '*' ? packageName : `${packageName}@${version}`,
  };
}

/** Returns the name of the package that could not be found when a module was loaded; `null` for any other error. */
export function missingPackage(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ERR_MODULE_NOT_FOUND') return missingPackage(error.cause);
  return /^Cannot find package '([^']+)'/.exec(message)?.[1] ?? null;
}

/**
 * Returns the command that installs everything that cases need in the working directory: with heapwitness itself, if it
 * runs from elsewhere, such as the cache of `npx`, where its cases would not find them.
 */
export function installCommand(cases: readonly CaseNotRun[], folder: string = process.cwd()): string {
  const packages = [...new Set(cases.map(({ needs }) => needs))];
  const own = isInstalledIn(folder) ? [] : [`heapwitness@${ownPackage().version}`];
  return ['npm install', ...own, ...packages].join(' ');
}

/** Returns the error of cases none of which can be run. */
export function missingPackages(cases: readonly CaseNotRun[]): HeapwitnessError {
  const which = cases.map(({ id, needs }) => `the case ${id} needs ${needs}`).join(', ');
  return new HeapwitnessError(
    'ERR_MISSING_PACKAGE',
    `Packages are not installed: ${which}. Run ${installCommand(cases)}, then this command again.`,
  );
}

function isInstalledIn(folder: string): boolean {
  try {
    const found = createRequire(join(folder, 'any.js')).resolve('heapwitness/package.json');
    return realpathSync(dirname(found)) === realpathSync(OWN_FOLDER);
  } catch {
    return false;
  }
}
