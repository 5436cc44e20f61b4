import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where a module is that is given by its URL or by a path, which is relative to the working directory. */
export function moduleUrl(source: string | URL): URL {
  if (source instanceof URL) return source;
  return /^(file|data|node):/.test(source) ? new URL(source) : pathToFileURL(resolve(source));
}
