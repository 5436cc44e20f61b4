import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the published catalogue: the cases as JavaScript, made by `make-catalogue.mjs`. */
export const CATALOGUE: string = fileURLToPath(new URL('../../../catalogue', import.meta.url));

/** Folder of the TypeScript that the published catalogue was made from. */
const SOURCES = fileURLToPath(new URL('../../../../cases', import.meta.url));
const PACKAGES = join(SOURCES, 'packages', 'package.json');

/** Returns the folder with the TypeScript of a folder of the published catalogue; `null` for any other folder. */
export function publishedSource(folder: string): string | null {
  const path = relative(CATALOGUE, folder);
  return path.startsWith('..') || isAbsolute(path) ? null : join(SOURCES, path);
}

/** Returns the range of versions in which the cases of the catalogue need a package; `*` if none is known. */
export function neededRange(packageName: string): string {
  const { dependencies } = JSON.parse(readFileSync(PACKAGES, 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return dependencies[packageName] ?? '*';
}
