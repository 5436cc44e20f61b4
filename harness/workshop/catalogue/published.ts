import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the published catalogue: the cases as JavaScript, made by `make-catalogue.mjs`. */
export const CATALOGUE: string = fileURLToPath(new URL('../../../catalogue', import.meta.url));

/** Folder of the TypeScript that the published catalogue was made from. */
const SOURCES = fileURLToPath(new URL('../../../../cases', import.meta.url));
const OWN_PACKAGE = new URL('../../../../package.json', import.meta.url);
const PACKAGES = join(SOURCES, 'packages', 'package.json');

/** The parts of a `package.json` that are used here. */
interface PackageFile {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Returns the folder with the TypeScript of a folder of the published catalogue; `null` for any other folder. */
export function publishedSource(folder: string): string | null {
  const path = relative(CATALOGUE, folder);
  return path.startsWith('..') || isAbsolute(path) ? null : join(SOURCES, path);
}

/** Returns the version of heapwitness, and the range of Node versions on which it runs. */
export function ownPackage(): Pick<PackageFile, 'version' | 'engines'> {
  return read(OWN_PACKAGE);
}

/** Returns the range of versions in which the cases of the catalogue need a package; `*` if none is known. */
export function neededRange(packageName: string): string {
  return read(PACKAGES).dependencies[packageName] ?? '*';
}

function read(file: string | URL): PackageFile {
  return JSON.parse(readFileSync(file, 'utf8')) as PackageFile;
}
