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
import { described, type Json, plainJson } from './json.js';

/** Where a claim comes from: the quoted sentence and its English translation. */
export interface Source {
  /** Name of the file or document. */
  readonly file: string;
  readonly quote: string;
  readonly translation: string;
  /** Whether the sentence holds, according to what the case shows. */
  readonly outcome?: SourceOutcome;
  /** What backs the statements about Java: rows of docs/jdk-facts.md, such as `D2`, and addresses of documents. */
  readonly backedBy?: readonly string[];
}

export type SourceOutcome = (typeof SOURCE_OUTCOMES)[number];

const SOURCE_OUTCOMES = ['holds', 'holds in part', 'does not hold'] as const;

/** Summary of a case: what its reader should remember, in a few words each. */
export interface InShort {
  /** What stays, and until when. */
  readonly stays: string;
  /** Whether more collections help. */
  readonly collections: string;
  /** Which calls help. */
  readonly calls: string;
  readonly cure: string;
  /** Whether it is bounded, and by what. */
  readonly bound: string;
}

/** Names of the texts of an {@link InShort}. */
export const IN_SHORT: readonly (keyof InShort)[] = ['stays', 'collections', 'calls', 'cure', 'bound'];

/** Numbers of objects that are alive after a forced full GC. */
export interface Counts {
  readonly keys: number;
  readonly values: number;
  readonly staleEntries: number;
}

/** One way to run a case, and its outcome as stated before it runs. */
export interface VariantStatement {
  readonly title: string;
  readonly role: 'leaking' | 'cured' | 'other';
  /** Sums over the workers, at the last look into each; `null` if the case looks into no worker's heap. */
  readonly stated: Counts | null;
  /** Other values that the experiment records, by name. */
  readonly facts?: Readonly<Record<string, Json>>;
  /** Whether the report keeps the snapshot of the last look even if everything is as stated. */
  readonly keepSnapshot?: boolean;
}

export interface CaseDefinition<Variant extends string = string> {
  /** The folder's name. */
  readonly id: string;
  readonly chapter: number;
  /** Place within its chapter. */
  readonly position: number;
  readonly title: string;
  /** The one claim that the case tests, as a sentence. */
  readonly claim: string;
  readonly source: Source;
  /** Why the claim holds: one paragraph. */
  readonly why: string;
  /** What stays and until when, what helps, what cures it, whether it is bounded. */
  readonly inShort?: InShort;
  /** The compiled module that the workers run. */
  readonly worker: URL;
  /** Classes of the worker's module whose instances are the values; none may have the name of a thread-local class. */
  readonly valueClasses: readonly string[];
  /** Class at whose instance the chain of a look ends, if a value retains one that the case is about. */
  readonly chainTo?: string;
  /** Number of times that the experiment collects and looks. */
  readonly cycles: number;
  readonly variants: Readonly<Record<Variant, VariantStatement>>;
  /** The experiment, step by step: start, call, collect, look. Run once per variant. */
  readonly experiment: (lab: Lab<Variant>) => Promise<void>;
}

/** A case as it is shown, without the code that it runs. */
export type CaseOutline<Variant extends string = string> = Omit<
  CaseDefinition<Variant>,
  'worker' | 'valueClasses' | 'chainTo' | 'cycles' | 'experiment'
>;

/** Returns the parts of a definition that another process can receive. */
export function outlineOf(definition: CaseDefinition): CaseOutline {
  const { id, chapter, position, title, claim, source, why, inShort, variants } = definition;
  const outline = { id, chapter, position, title, claim, source, why, variants };
  return inShort === undefined || inShort === null ? outline : { ...outline, inShort };
}

/** The tools of an experiment. Everything that it starts ends with the experiment. */
export interface Lab<Variant extends string = string> {
  readonly variant: Variant;
  /** 1, 2, … up to the number of cycles. */
  readonly cycles: readonly number[];
  /** Starts a worker thread that runs the case's worker module. */
  readonly start: <Module>(options?: StartWorkerOptions) => Promise<LongLivedWorker<Module>>;
  /** Starts a worker process that runs the case's worker module. */
  readonly startProcess: <Module>(options?: StartWorkerProcessOptions) => Promise<LongLivedWorker<Module>>;
  /** Forces full GCs in the worker; the effort is recorded with the next look. */
  readonly collect: <Module>(worker: LongLivedWorker<Module>) => Promise<GcEffort>;
  /** Counts in three ways what is alive in the worker, and records the counts under this label. */
  readonly look: <Module>(
    worker: LongLivedWorker<Module>,
    label: string,
    options?: LookOptions,
  ) => Promise<HeapGraph>;
  /** Records the observed value of a fact that the variant states under this name. */
  readonly fact: (name: string, observed: Json) => void;
  /** Records something worth knowing about this run that the variant does not state. */
  readonly remark: (text: string) => void;
}

/** Options of a look: the capture backend. */
export type LookOptions = Pick<HeapOptions, 'backend'>;

/**
 * Checks a case's definition and returns it frozen, typed by its variants. Mocha and the command line run the same one.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` when a field is invalid
 */
export function defineCase<Variant extends string>(
  definition: CaseDefinition<Variant>,
): CaseDefinition<Variant> {
  checkDefinition(definition);
  return Object.freeze(definition);
}

/**
 * Checks that a value is the definition of a case. Needed because a module may export one without {@link defineCase}.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION`, naming the first invalid field
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
  'Give a title, a role (leaking, cured or other), and stated: keys, values and staleEntries as whole numbers from 0, or null. Facts are values that JSON can represent.';

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
    isRight: (value) =>
      hasTexts(value, ['file', 'quote', 'translation']) && hasOutcome(value) && hasBacking(value),
    remedy: `Give the file, the quote, its translation and, if you like, an outcome (${SOURCE_OUTCOMES.join(', ')}) and backedBy: rows such as D2, and addresses that begin with https://.`,
  },
  { field: 'why', isRight: isText, remedy: 'Write a paragraph.' },
  {
    field: 'inShort',
    isRight: (value) => value === undefined || value === null || isInShort(value),
    remedy: `Give an object with the strings ${IN_SHORT.join(', ')}, or leave it out.`,
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
    field: 'chainTo',
    isRight: (value) => value === undefined || isText(value),
    remedy: 'Use the name of a class, or leave it out.',
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

/** Whether a value can be a name: names become parts of file names. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

/** Whether a value is a non-empty string. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Whether a value has the strings of an {@link InShort}. */
export function isInShort(value: unknown): value is InShort {
  return hasTexts(value, IN_SHORT);
}

/** Whether a value has a non-empty string under each of these names. */
export function hasTexts(value: unknown, names: readonly string[]): boolean {
  const texts = Object(value) as Readonly<Record<string, unknown>>;
  return names.every((name) => isText(texts[name]));
}

function hasOutcome(value: unknown): boolean {
  const { outcome } = Object(value) as Partial<Source>;
  return outcome === undefined || SOURCE_OUTCOMES.includes(outcome);
}

function hasBacking(value: unknown): boolean {
  const { backedBy = [] } = Object(value) as Partial<Source>;
  return Array.isArray(backedBy) && backedBy.every((one) => isFactRow(one) || isAddress(one));
}

/** Whether a value is the number of a row of the recorded facts. */
function isFactRow(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z][0-9]+$/.test(value);
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https:\/\/[^\s/<>]+\/[^\s<>]*$/.test(value) && URL.canParse(value);
}

/** Whether a value can name a value class: a census recognises the subject's classes by name and skips them. */
function isValueClass(value: unknown): boolean {
  return isText(value) && !SUBJECT_CLASSES.includes(String(value));
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isStatement(value: unknown): boolean {
  const { title, role, stated, facts = {} } = Object(value) as Partial<VariantStatement>;
  const isStated =
    stated === null || (stated !== undefined && COUNTED.every((what) => isCount(stated[what])));
  return isText(title) && ROLES.includes(role) && isStated && plainJson(facts) !== undefined;
}

const COUNTED: readonly (keyof Counts)[] = ['keys', 'values', 'staleEntries'];
const ROLES: readonly unknown[] = ['leaking', 'cured', 'other'] satisfies VariantStatement['role'][];

/** Whether a module's default export is meant as a case; {@link checkDefinition} checks whether it is a valid one. */
export function isMeantAsCase(value: unknown): boolean {
  const candidate = value as Partial<CaseDefinition> | null | undefined;
  return typeof candidate?.id === 'string' && typeof candidate.experiment === 'function';
}

function wrong(id: unknown, field: string, value: unknown, remedy: string): HeapwitnessError {
  const name = typeof id === 'string' ? id : described(id);
  return new HeapwitnessError(
    'ERR_CASE_DEFINITION',
    `Case ${name}: ${field} cannot be ${described(value)}. ${remedy}`,
  );
}
