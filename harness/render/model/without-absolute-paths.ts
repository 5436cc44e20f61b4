import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { visibleText } from '../../core/escape-control-characters.js';
import { placeText } from '../../retention/index.js';

/** Minimum number of folders that a file shares with the scenario to be named relative to it. */
const LEAST_SHARED = 2;

/**
 * Shortens the paths and URLs of files in a text: relative to the current folder, or else to that of the scenario.
 * Reports are shared, so they must not contain absolute paths of this machine: only the end of any other path is kept.
 *
 * @param scenario URL of the scenario
 */
export function withoutAbsolutePaths(text: string, scenario: string, maxLength: number): string {
  const folder = folderOf(scenario);
  const short = placeText(text, {});
  const near = folder === null ? short : placeText(short, { folder });
  return visibleText(
    near.replace(ABSOLUTE, (path) => fromAfar(path, folder)),
    maxLength,
  );
}

/** Matches an absolute path of at least two names, on POSIX or Windows. */
const ABSOLUTE = /(?<![\w.~/\\-])(?:[A-Za-z]:\\|\/)(?:[^\s/\\:"'()<>]+[/\\])+[^\s/\\:"'()<>]+/g;

function fromAfar(path: string, folder: string | null): string {
  if (folder !== null) {
    const way = relative(folder, path);
    const ups = way.split(sep).filter((name) => name === '..').length;
    const shared = folder.split(sep).filter((name) => name !== '').length - ups;
    if (!isAbsolute(way) && shared >= LEAST_SHARED) return way;
  }
  return `…/${path.split(/[/\\]/).slice(-2).join('/')}`;
}

function folderOf(scenario: string): string | null {
  try {
    return dirname(fileURLToPath(scenario));
  } catch {
    return null;
  }
}
