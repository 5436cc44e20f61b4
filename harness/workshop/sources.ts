import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { publishedSource } from './catalogue/published.js';

/** One source file of a case. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

const READ_BY_PEOPLE = ['.ts', '.mjs', '.js'] as const;

/**
 * Reads a case's own source files: the TypeScript that its folder was compiled from, or else the JavaScript in it.
 * `case` comes first, then `worker`, then the others by name.
 *
 * @param folder the folder of the case, its compiled twin under `dist/`, or its folder in the published catalogue
 */
export async function readSources(folder: string): Promise<SourceText[]> {
  const source = publishedSource(folder) ?? compiledFrom(folder);
  const [here, twin] = await Promise.all([sourcesIn(source), sourcesIn(folder)]);
  return here.length > 0 ? here : twin;
}

function compiledFrom(folder: string): string {
  const inProject = relative(process.cwd(), folder).split(sep);
  return inProject[0] === 'dist' ? resolve(...inProject.slice(1)) : folder;
}

async function sourcesIn(folder: string): Promise<SourceText[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const ending = READ_BY_PEOPLE.find((one) => names.includes(`case${one}`));
  if (ending === undefined) return [];
  const wanted = names.filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts')).toSorted(byRole);
  return Promise.all(
    wanted.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
}

function byRole(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(name: string): number {
  return name.startsWith('case.') ? 0 : name.startsWith('worker.') ? 1 : 2;
}
