import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toErrorRecord } from '../core/error-record.js';
import { HeapwitnessError } from '../core/errors.js';
import { hasTexts, IN_SHORT, isInShort, isText } from './definition.js';
import type { InShort, Source } from './definition.js';

/** A case's texts in another language: its own, its variants' titles, and what names and values of its run say. */
export interface CaseTranslation {
  readonly title: string;
  readonly claim: string;
  readonly why: string;
  readonly inShort: InShort;
  /** Titles by variant. */
  readonly variants: Readonly<Record<string, string>>;
  /** Translations by the label of a look, as the case writes it. */
  readonly labels: Readonly<Record<string, string>>;
  /** Translations by the name of a fact, as the case writes it. */
  readonly facts: Readonly<Record<string, string>>;
  /** Name of the file and translation of the quote, if these are to differ from the case's own. */
  readonly source?: Pick<Source, 'file' | 'translation'>;
  /**
   * Translations by a string in the value of a fact, stated or observed. In both, `{n}` stands for a whole number and
   * `{text}` for any text, in the same order.
   */
  readonly values?: Readonly<Record<string, string>>;
  /** Translations by a remark of the experiment, with `{n}` and `{text}` as in values. */
  readonly remarks?: Readonly<Record<string, string>>;
}

/** The translations of one case, by BCP 47 language tag, such as `zh-CN`. */
export type CaseTranslations = Readonly<Record<string, CaseTranslation>>;

const CATALOGUE = /^texts\.([A-Za-z]+(?:-[A-Za-z]+)*)\.js$/;

/**
 * Loads the translations of a folder of cases: one module per language, `texts.<language>.js` or its compiled twin,
 * whose default export has a translation for each case id. A folder without such a module has none.
 *
 * @returns a function that returns a case's translations
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` when such a module does not load, or a translation lacks a text
 */
export async function loadTranslations(root: string): Promise<(id: string) => CaseTranslations> {
  const twin = resolve('dist', relative(process.cwd(), root));
  const files = new Map<string, string>();
  // The folder's own files win over those of its compiled twin, which is for folders without JavaScript.
  for (const folder of [twin, root]) {
    for (const name of await namesIn(folder)) {
      const language = CATALOGUE.exec(name)?.[1];
      if (language !== undefined) files.set(language, join(folder, name));
    }
  }
  const catalogues = await Promise.all(
    [...files].map(async ([language, file]) => [language, await loadCatalogue(file, language)] as const),
  );
  return (id) =>
    Object.fromEntries(
      catalogues.flatMap(([language, catalogue]) => {
        const translation = catalogue.get(id);
        return translation === undefined ? [] : [[language, translation]];
      }),
    );
}

/** Returns the names of the files in a folder; none if there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

async function loadCatalogue(file: string, language: string): Promise<ReadonlyMap<string, CaseTranslation>> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: object };
    const catalogue = new Map<string, CaseTranslation>(Object.entries(module.default ?? {}));
    for (const [id, translation] of catalogue) checkTranslation(id, translation);
    return catalogue;
  } catch (cause) {
    const message = `The texts of the cases in ${language} cannot be used: ${toErrorRecord(cause).message}`;
    throw new HeapwitnessError('ERR_CASE_DEFINITION', message, { cause });
  }
}

function checkTranslation(id: string, translation: unknown): void {
  const given = Object(translation) as Readonly<Record<string, unknown>>;
  const wrong = RULES.find(({ field, isRight }) => !isRight(given[field]));
  if (wrong === undefined) return;
  throw new HeapwitnessError('ERR_CASE_DEFINITION', `${wrong.field} of ${id} must be ${wrong.remedy}.`);
}

const WORDS = 'an object whose values are strings';
const WORDS_OR_NONE = `${WORDS}, or be left out`;

const RULES: readonly {
  readonly field: keyof CaseTranslation;
  readonly isRight: (value: unknown) => boolean;
  readonly remedy: string;
}[] = [
  { field: 'title', isRight: isText, remedy: 'a string' },
  { field: 'claim', isRight: isText, remedy: 'a string' },
  { field: 'why', isRight: isText, remedy: 'a string' },
  { field: 'inShort', isRight: isInShort, remedy: `an object with the strings ${IN_SHORT.join(', ')}` },
  { field: 'variants', isRight: isWords, remedy: WORDS },
  { field: 'labels', isRight: isWords, remedy: WORDS },
  { field: 'facts', isRight: isWords, remedy: WORDS },
  {
    field: 'source',
    isRight: (value) => value === undefined || hasTexts(value, ['file', 'translation']),
    remedy: 'an object with the strings file and translation, or be left out',
  },
  { field: 'values', isRight: isWordsOrNone, remedy: WORDS_OR_NONE },
  { field: 'remarks', isRight: isWordsOrNone, remedy: WORDS_OR_NONE },
];

function isWordsOrNone(value: unknown): boolean {
  return value === undefined || isWords(value);
}

function isWords(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isText);
}
