import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toErrorRecord } from '../core/error-record.js';
import { HeapwitnessError } from '../core/errors.js';
import { nearMatches } from '../core/near-matches.js';
import { checkDefinition, isMeantAsCase } from './definition.js';
import type { CaseDefinition } from './definition.js';
import { loadTranslations } from './translations.js';
import type { CaseTranslations } from './translations.js';

/** A discovered case: its definition, the module that exports it by default, and its translations. */
export interface FoundCase {
  readonly definition: CaseDefinition;
  readonly module: URL;
  readonly translations: CaseTranslations;
}

/** Options of {@link discoverCases}. */
export interface DiscoverOptions {
  /**
   * Load the modules again even if they were loaded before, because they have changed.
   * @defaultValue false
   */
  readonly fresh?: boolean;
}

/**
 * Finds the cases of a folder, one per sub-folder with a `case.js` or `case.mjs` (or, for a `case.ts`, its compiled
 * twin under `dist/`), in the order of teaching.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when there is no such folder; `ERR_CASE_DEFINITION` when a case does
 * not load, exports no valid definition, has an id other than the name of its folder, or was not compiled, or when the
 * cases' translations are invalid
 */
export async function discoverCases(
  folder: string,
  { fresh = false }: DiscoverOptions = {},
): Promise<FoundCase[]> {
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
  const translationsOf = await loadTranslations(root, fresh);
  const found = await Promise.all(
    files.map(async ({ name, file }): Promise<FoundCase> => {
      const loaded = await loadCase(name, file, fresh);
      return { ...loaded, translations: translationsOf(name) };
    }),
  );
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

/**
 * Loads one case.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` when it does not load or exports no valid definition
 */
export async function loadCase(
  name: string,
  file: string,
  fresh = false,
): Promise<Omit<FoundCase, 'translations'>> {
  const module = pathToFileURL(file);
  const specifier = fresh ? `${module.href}?loaded=${Date.now()}` : module.href;
  let definition: unknown;
  try {
    ({ default: definition } = (await import(specifier)) as { default?: unknown });
  } catch (cause) {
    throw unusable(name, `its module could not be loaded: ${toErrorRecord(cause).message}`, cause);
  }
  if (!isMeantAsCase(definition)) {
    throw unusable(name, 'its module has no definition. Write: export default defineCase({ … })');
  }
  checkDefinition(definition);
  if (definition.id !== name)
    throw unusable(
      name,
      `its id is ${JSON.stringify(definition.id)}, which differs from the name of its folder. Make them equal.`,
    );
  return { definition, module };
}

function moduleOf(folder: string): { name: string; file: string } | undefined {
  const name = basename(folder);
  const compiled = [join(folder, 'case.js'), join(folder, 'case.mjs')].find((file) => existsSync(file));
  if (compiled !== undefined) return { name, file: compiled };
  if (!existsSync(join(folder, 'case.ts'))) return undefined;
  const twin = resolve('dist', relative(process.cwd(), folder), 'case.js');
  if (existsSync(twin)) return { name, file: twin };
  throw unusable(name, 'its case.ts was not compiled. Run npm run build.');
}

function unusable(name: string, why: string, cause?: unknown): HeapwitnessError {
  return new HeapwitnessError('ERR_CASE_DEFINITION', `Case ${name} cannot be used: ${why}`, { cause });
}
