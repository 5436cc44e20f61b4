import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HeapwitnessError } from './errors.js';

/** Where a module is that is given by its URL or by a path, which is relative to the working directory. */
export function moduleUrl(source: string | URL): URL {
  if (source instanceof URL) return source;
  return /^(file|data|node):/.test(source) ? new URL(source) : pathToFileURL(resolve(source));
}

/**
 * The same for a module that must be there, as far as that can be told.
 *
 * @param what it is, for the error
 * @param exported what it should export
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when it is a file that does not exist
 */
export function existingModule(source: string | URL, what: string, exported: string): string {
  const url = moduleUrl(source);
  if (url.protocol !== 'file:' || existsSync(url)) return url.href;
  const message = `There is no ${what} ${fileURLToPath(url)}. Give the path of a module that exports ${exported}.`;
  throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message);
}
