import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HeapwitnessError } from '../core/errors.js';
import { nearMatches } from '../core/near-matches.js';
import type { CaseFile } from './definition-host.js';
import type { CaseOutline } from './definition.js';
import { unusable } from './load-case.js';
import { readDefinitions, type ReadOptions } from './read-definitions.js';
import type { CaseTranslations } from './translations.js';

/** A discovered case: its definition, the module that exports it by default, and its translations. */
export interface FoundCase {
  readonly definition: CaseOutline;
  readonly module: URL;
  readonly translations: CaseTranslations;
}

/**
 * Finds the cases of a folder, one per sub-folder with a `case.js` or `case.mjs` (or, for a `case.ts`, its compiled
 * twin under `dist/`), in the order of teaching. The modules are loaded in a process of their own, so that they can neither
 * end nor block this one.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when there is no such folder; `ERR_CASE_DEFINITION` when a case does
 * not load in time, exports no valid definition, has an id other than the name of its folder, or was not compiled, or
 * when the cases' translations are invalid; the signal's reason when it aborts
 */
export async function discoverCases(folder: string, options: ReadOptions = {}): Promise<FoundCase[]> {
  const root = resolve(folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new HeapwitnessError(
      'ERR_FILE_NOT_FOUND',
      `The folder of cases ${folder} does not exist. Give another one with --from.`,
    );
  }
  const names = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const files = names.flatMap((name) => moduleOf(join(root, name)) ?? []);
  if (files.length === 0) {
    throw new HeapwitnessError(
      'ERR_CASE_DEFINITION',
      `No cases found in ${folder}: none of its folders contains a case.js.`,
    );
  }
  const { definitions, translations } = await readDefinitions(root, files, options);
  const found = files.flatMap(({ name, file }): FoundCase[] => {
    const definition = definitions.get(name);
    if (definition === undefined) return [];
    return [{ definition, module: pathToFileURL(file), translations: translations[name] ?? {} }];
  });
  return found.sort(
    (a, b) =>
      a.definition.chapter - b.definition.chapter ||
      a.definition.position - b.definition.position ||
      (a.definition.id < b.definition.id ? -1 : 1),
  );
}

/**
 * Selects the cases with these ids, in the order of teaching; all cases if no id is given.
 *
 * @throws {HeapwitnessError} `ERR_UNKNOWN_CASE`, with near matches, when there is no case with such an id
 */
export function selectCases(found: readonly FoundCase[], ids: readonly string[]): FoundCase[] {
  const known = found.map(({ definition }) => definition.id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const near = nearMatches(unknown, known);
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Available: ${known.join(', ')}.`;
    throw new HeapwitnessError('ERR_UNKNOWN_CASE', `Unknown case ${JSON.stringify(unknown)}. ${hint}`);
  }
  return ids.length === 0 ? [...found] : found.filter(({ definition }) => ids.includes(definition.id));
}

function moduleOf(folder: string): CaseFile | undefined {
  const name = basename(folder);
  const compiled = [join(folder, 'case.js'), join(folder, 'case.mjs')].find((file) => existsSync(file));
  if (compiled !== undefined) return { name, file: compiled };
  if (!existsSync(join(folder, 'case.ts'))) return undefined;
  const twin = resolve('dist', relative(process.cwd(), folder), 'case.js');
  if (existsSync(twin)) return { name, file: twin };
  throw unusable(name, 'its case.ts was not compiled. Run npm run build.');
}
