import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { CATALOGUE } from '../catalogue/published.js';
import { packageFile, readme } from './project-files.js';

/** The texts of files, by path relative to their folder, with slashes. */
export type Files = ReadonlyMap<string, string>;

const IMPORT = /(?:\bfrom|^import) '([^']+)'/gm;
const TRANSLATIONS = /^texts\..+\.js$/;

/** Returns the files of an ejected case: the folder of a project in which the case has a folder of its own. */
export async function ejectedFiles(id: string): Promise<Files> {
  const code = await codeOf(id);
  const files = new Map([...code].map(([path, text]) => [path, atHome(text)]));
  for (const name of (await readdir(CATALOGUE)).filter((one) => TRANSLATIONS.test(one))) {
    const translation = translationOf(id, await read(name));
    if (translation !== null) files.set(name, translation);
  }
  const own = [...code.keys()].filter((path) => path.startsWith(`${id}/`));
  return new Map([
    ['package.json', packageFile(id, packagesOf([...code.values()]))],
    ['README.md', readme(id, own)],
    ...files,
  ]);
}

/** Reads the files of a case, and those of the catalogue that they import. */
async function codeOf(id: string): Promise<Map<string, string>> {
  const waiting = (await readdir(join(CATALOGUE, id))).toSorted().map((name) => posix.join(id, name));
  const code = new Map<string, string>();
  for (const path of waiting) {
    if (code.has(path)) continue;
    const text = await read(path);
    code.set(path, text);
    const imported = importsOf(text)
      .filter(isRelative)
      .map((specifier) => posix.join(posix.dirname(path), specifier));
    // What begins with two dots is not in the catalogue.
    waiting.push(...imported.filter((one) => !one.startsWith('..')));
  }
  return code;
}

/** Replaces the paths of this project in a text by those of the ejected one. */
function atHome(text: string): string {
  return text
    .replaceAll("from '../../harness/", "from '../node_modules/heapwitness/dist/harness/")
    .replaceAll('dist/cases/', '');
}

/** Returns the names of the packages that texts import, other than those of Node. */
function packagesOf(texts: readonly string[]): string[] {
  const specifiers = texts.flatMap(importsOf).filter((one) => !isRelative(one) && !one.startsWith('node:'));
  const names = specifiers.map((one) => /^(?:@[^/]+\/)?[^/]+/.exec(one)?.[0] ?? one);
  return [...new Set(names)].toSorted();
}

/** Returns the module of a case's translations, cut out of that of all cases; `null` if there are none. */
function translationOf(id: string, catalogue: string): string | null {
  const key = /^[a-z]+$/.test(id) ? id : `'${id}'`;
  const start = catalogue.indexOf(`\n  ${key}: {\n`);
  if (start < 0) return null;
  const end = catalogue.indexOf('\n  },\n', start);
  return `export default {${catalogue.slice(start, end)}\n  },\n};\n`;
}

function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? '');
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

function read(path: string): Promise<string> {
  return readFile(join(CATALOGUE, path), 'utf8');
}
