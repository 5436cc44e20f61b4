import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HeapwitnessError } from './errors.js';
import { shownValue } from './shown-value.js';
import { visibleText } from './escape-control-characters.js';

/** A length limit greater than that of any path. */
const WHOLE_PATH = 5000;

/**
 * Returns the URL of a module that is given by its URL or by a path relative to the working directory.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when it is not a valid URL, or a `file:` URL that does not name a file;
 * `ERR_FILE_NOT_FOUND` when a path is relative to a working directory that has been deleted
 */
export function moduleUrl(source: string | URL): URL {
  if (source instanceof URL) return withPath(source);
  return /^(file|data|node):/.test(source) ? withPath(parsed(source)) : pathToFileURL(absolute(source));
}

/**
 * Returns the URL of a module that must exist, which is checked if it is a file.
 *
 * @param what description of the module for the error
 * @param exported what the module should export
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the file does not exist; otherwise as {@link moduleUrl}
 */
export function existingModule(source: string | URL, what: string, exported: string): string {
  const url = moduleUrl(source);
  if (url.protocol !== 'file:' || existsSync(url)) return url.href;
  const path = visibleText(fileURLToPath(url), WHOLE_PATH);
  const message = `The ${what} ${path} does not exist. Give the path of a module that exports ${exported}.`;
  throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message);
}

/**
 * Returns the path of the working directory.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when it has been deleted
 */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    const message =
      'The working directory no longer exists. Change to another one, and run the command again.';
    throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message, { cause });
  }
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : resolve(workingFolder(), path);
}

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw unusable(text, 'it is not a URL', cause);
  }
}

/** Checks that a `file:` URL can be converted to a path: it must have no host and no invalid escapes. */
function withPath(url: URL): URL {
  if (url.protocol !== 'file:') return url;
  try {
    fileURLToPath(url);
    return url;
  } catch (cause) {
    throw unusable(url.href, (cause as Error).message, cause);
  }
}

function unusable(url: string, why: string, cause: unknown): HeapwitnessError {
  const message = `The module ${shownValue(url)} cannot be used: ${why}. Give its path, or a URL such as file:///app/a.scenario.js.`;
  return new HeapwitnessError('ERR_USAGE', message, { cause });
}
