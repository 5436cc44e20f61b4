import type { HeapGraph } from '../heap/graph/index.js';
import type {
  HeapOptions,
  LongLivedWorker,
  StartWorkerOptions,
  StartWorkerProcessOptions,
} from '../isolates/workers/index.js';
import type { GcEffort } from '../isolates/agent/index.js';
import { HeapwitnessError } from '../core/errors.js';
import { SUBJECT_CLASSES } from './census.js';

/** Plain data, as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Where a claim comes from: the sentence itself, and what it says in English. */
export interface Source {
  /** The file or document, by its own name. */
  readonly file: string;
  readonly quote: string;
  readonly translation: string;
}

/** What a reader of one case should be able to say afterwards; a few words each. */
export interface InShort {
  /** What stays, and until when. */
  readonly stays: string;
  readonly cure: string;
  /** Whether it is bounded, and by what. */
  readonly bound: string;
}

/** What must be alive after a forced full GC. */
export interface Counts {
  readonly keys: number;
  readonly values: number;
  readonly staleEntries: number;
}

/** One way to run a case, and what it must lead to, stated before it runs. */
export interface VariantStatement {
  readonly title: string;
  readonly role: 'leaking' | 'cured' | 'other';
  /** Summed over the workers, at the last look into each. `null` where the case looks into no heap of ours. */
  readonly stated: Counts | null;
  /** Whatever else the experiment notes, by name. */
  readonly facts?: Readonly<Record<string, Json>>;
  /** Keep the snapshot of the last look in the report, also when all is as stated. */
  readonly keepSnapshot?: boolean;
}

export interface CaseDefinition<Variant extends string = string> {
  /** The folder's name. */
  readonly id: string;
  readonly chapter: number;
  /** Place within its chapter. */
  readonly position: number;
  readonly title: string;
  /** The one claim that the case is about, as a sentence. */
  readonly claim: string;
  readonly source: Source;
  /** Why it is so: one paragraph. */
  readonly why: string;
  /** Until when, what cures it, whether it is bounded. */
  readonly inShort?: InShort;
  /** The compiled module that the workers run. */
  readonly worker: URL;
  /** Classes of the worker's module whose instances are the values; none may be called as one of the subject. */
  readonly valueClasses: readonly string[];
  /** How many times the experiment collects and looks. */
  readonly cycles: number;
  readonly variants: Readonly<Record<Variant, VariantStatement>>;
  /** The experiment, as a person would tell it: start, call, collect, look, expect. Run once per variant. */
  readonly experiment: (lab: Lab<Variant>) => Promise<void>;
}

/** What an experiment works with; all that it starts ends with the experiment. */
export interface Lab<Variant extends string = string> {
  readonly variant: Variant;
  /** 1, 2, … up to the number of cycles. */
  readonly cycles: readonly number[];
  /** Starts a worker thread that runs the case's worker module. */
  readonly start: <Module>(options?: StartWorkerOptions) => Promise<LongLivedWorker<Module>>;
  /** Starts a worker process that runs the case's worker module. */
  readonly startProcess: <Module>(options?: StartWorkerProcessOptions) => Promise<LongLivedWorker<Module>>;
  /** Forces full collections in the worker; the effort is shown with the next look. */
  readonly collect: <Module>(worker: LongLivedWorker<Module>) => Promise<GcEffort>;
  /** Counts, three ways, what is alive in the worker, and records it under this label. */
  readonly look: <Module>(
    worker: LongLivedWorker<Module>,
    label: string,
    options?: LookOptions,
  ) => Promise<HeapGraph>;
  /** Records something observed that the variant has stated under this name. */
  readonly fact: (name: string, observed: Json) => void;
  /** Records something worth knowing about this run that nothing was stated about. */
  readonly remark: (text: string) => void;
}

/** How to look: with which capture backend. */
export type LookOptions = Pick<HeapOptions, 'backend'>;

/**
 * Checks a case's definition and gives it back, typed by its variants. Mocha and the command line run the same one.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` when something in it cannot be
 */
export function defineCase<Variant extends string>(
  definition: CaseDefinition<Variant>,
): CaseDefinition<Variant> {
  checkDefinition(definition);
  return Object.freeze(definition);
}

/**
 * Refuses what is no definition of a case; a module may export one that has not been through {@link defineCase}.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` that names the first field which cannot be
 */
export function checkDefinition(definition: unknown): asserts definition is CaseDefinition {
  const given = Object(definition) as CaseDefinition;
  for (const { field, isRight, remedy } of RULES) {
    if (!isRight(given[field])) throw wrong(given.id, field, given[field], remedy);
  }
  for (const [variant, statement] of Object.entries<VariantStatement>(given.variants)) {
    if (!isName(variant)) throw wrong(given.id, 'the name of a variant', variant, NAME_REMEDY);
    if (!isStatement(statement)) throw wrong(given.id, `variants.${variant}`, statement, STATEMENT_REMEDY);
  }
}

const NAME_REMEDY = 'Use lower-case words joined by hyphens.';
const STATEMENT_REMEDY =
  'Give a title, a role (leaking, cured or other), and stated: keys, values and staleEntries as whole numbers from 0, or null.';

interface Rule {
  readonly field: keyof CaseDefinition;
  readonly isRight: (value: unknown) => boolean;
  readonly remedy: string;
}

const RULES: readonly Rule[] = [
  { field: 'id', isRight: isName, remedy: NAME_REMEDY },
  { field: 'chapter', isRight: Number.isFinite, remedy: 'Use a number.' },
  { field: 'position', isRight: Number.isFinite, remedy: 'Use a number.' },
  { field: 'title', isRight: isText, remedy: 'Give one.' },
  { field: 'claim', isRight: isText, remedy: 'Write a sentence.' },
  {
    field: 'source',
    isRight: (value) => hasTexts(value, ['file', 'quote', 'translation']),
    remedy: 'Give the file, the quote, and its translation.',
  },
  { field: 'why', isRight: isText, remedy: 'Write a paragraph.' },
  {
    field: 'inShort',
    isRight: (value) => value === undefined || value === null || isInShort(value),
    remedy: 'Give an object with the strings stays, cure and bound, or leave it out.',
  },
  {
    field: 'worker',
    isRight: (value) => value instanceof URL,
    remedy: "Use new URL('./worker.js', import.meta.url).",
  },
  {
    field: 'valueClasses',
    isRight: (value) => Array.isArray(value) && value.every(isValueClass),
    remedy: 'Use a list of class names, other than those of the thread-local subject.',
  },
  {
    field: 'cycles',
    isRight: (value) => isCount(value) && value !== 0,
    remedy: 'Use a whole number of at least 1.',
  },
  {
    field: 'variants',
    isRight: (value) => Object.keys(Object(value) as object).length > 0,
    remedy: 'Define at least one.',
  },
  { field: 'experiment', isRight: (value) => typeof value === 'function', remedy: 'Give one.' },
];

/** Names become parts of file names. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

/** Whether something is text that says anything. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Whether something says what stays, what cures it, and its bound. */
export function isInShort(value: unknown): value is InShort {
  return hasTexts(value, ['stays', 'cure', 'bound']);
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  const texts = Object(value) as Readonly<Record<string, unknown>>;
  return names.every((name) => isText(texts[name]));
}

/** A census knows the subject's classes by their names, and counts none of them as a value. */
function isValueClass(value: unknown): boolean {
  return isText(value) && !SUBJECT_CLASSES.includes(String(value));
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isStatement(value: unknown): boolean {
  const { title, role, stated } = Object(value) as Partial<VariantStatement>;
  const isStated =
    stated === null || (stated !== undefined && COUNTED.every((what) => isCount(stated[what])));
  return isText(title) && ROLES.includes(role) && isStated;
}

const COUNTED: readonly (keyof Counts)[] = ['keys', 'values', 'staleEntries'];
const ROLES: readonly unknown[] = ['leaking', 'cured', 'other'] satisfies VariantStatement['role'][];

/** Whether a module's default export is meant as a case; {@link checkDefinition} tells whether it is one. */
export function isMeantAsCase(value: unknown): boolean {
  const candidate = value as Partial<CaseDefinition> | null | undefined;
  return typeof candidate?.id === 'string' && typeof candidate.experiment === 'function';
}

function wrong(id: unknown, field: string, value: unknown, remedy: string): HeapwitnessError {
  const got = JSON.stringify(value) ?? String(value);
  return new HeapwitnessError(
    'ERR_CASE_DEFINITION',
    `Case ${String(id)}: ${field} cannot be ${got}. ${remedy}`,
  );
}
