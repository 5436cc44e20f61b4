import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { visibleText } from '../../core/escape-control-characters.js';
import { placeText } from '../../retention/index.js';

/** Names of folders that a file must have in common with the scenario to be told by the way from one to the other. */
const LEAST_SHARED = 2;

/**
 * A text with addresses of files in it, as a person writes it: relative to the current folder, else to that of the
 * scenario. A report is handed on, so no address says where on this machine it was made: of a file elsewhere only the
 * end is told.
 *
 * @param scenario its URL
 */
export function placeModel(text: string, scenario: string, maxLength: number): string {
  const folder = folderOf(scenario);
  const short = placeText(text, {});
  const near = folder === null ? short : placeText(short, { folder });
  return visibleText(
    near.replace(ABSOLUTE, (path) => fromAfar(path, folder)),
    maxLength,
  );
}

/** An absolute path of two names at least, on POSIX or Windows. */
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
