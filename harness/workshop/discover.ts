import { existsSync, realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HeapwitnessError } from '../core/errors.js';
import { type CaseNotRun, caseNotRun, missingPackages } from './catalogue/not-run.js';
import { CATALOGUE } from './catalogue/published.js';
import type { CaseFile } from './definition-host.js';
import type { CaseOutline } from './definition.js';
import { requireKnown } from './known-cases.js';
import { unusable } from './load-case.js';
import { readDefinitions, type ReadOptions } from './read-definitions.js';
import type { CaseTranslations } from './translations.js';

/** A discovered case: its definition, the module that exports it by default, and its translations. */
export interface FoundCase {
  readonly definition: CaseOutline;
  readonly module: URL;
  readonly translations: CaseTranslations;
}

/** The cases of a folder. */
export interface FoundCases {
  /** Those that can be run, in the order of teaching. */
  readonly cases: readonly FoundCase[];
  /** Those that cannot, because a package is not installed; only the published catalogue may have such cases. */
  readonly notRun: readonly CaseNotRun[];
}

/**
 * Finds the cases of a folder, as {@link findCases} does, if all of them can be run.
 *
 * @throws {HeapwitnessError} as {@link findCases}; `ERR_MISSING_PACKAGE` when a case of the published catalogue cannot
 * be run
 */
export async function discoverCases(
  folder: string,
  options: ReadOptions = {},
): Promise<readonly FoundCase[]> {
  const { cases, notRun } = await findCases(folder, options);
  if (notRun.length > 0) throw missingPackages(notRun);
  return cases;
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
export async function findCases(folder: string, options: ReadOptions = {}): Promise<FoundCases> {
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
  const { definitions, translations, missing } = await readDefinitions(root, files, options);
  if (!isCatalogue(root)) for (const { error } of missing.values()) throw error;
  const found = files.flatMap(({ name, file }): FoundCase[] => {
    const definition = definitions.get(name);
    if (definition === undefined) return [];
    return [{ definition, module: pathToFileURL(file), translations: translations[name] ?? {} }];
  });
  const cases = found.sort(
    (a, b) =>
      a.definition.chapter - b.definition.chapter ||
      a.definition.position - b.definition.position ||
      (a.definition.id < b.definition.id ? -1 : 1),
  );
  return { cases, notRun: [...missing].map(([name, { packageName }]) => caseNotRun(name, packageName)) };
}

/**
 * Selects the cases with these ids, in the order of teaching; all cases if no id is given.
 *
 * @param others ids of cases that exist and cannot be run
 * @throws {HeapwitnessError} `ERR_UNKNOWN_CASE`, with near matches, when there is no case with such an id
 */
export function selectCases(
  found: readonly FoundCase[],
  ids: readonly string[],
  others: readonly string[] = [],
): FoundCase[] {
  requireKnown(ids, [...found.map(({ definition }) => definition.id), ...others]);
  return ids.length === 0 ? [...found] : found.filter(({ definition }) => ids.includes(definition.id));
}

/** Whether a folder is the published catalogue, whose cases need packages that heapwitness does not install. */
function isCatalogue(folder: string): boolean {
  return existsSync(CATALOGUE) && realpathSync(folder) === realpathSync(CATALOGUE);
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
