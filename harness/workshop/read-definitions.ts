import { fromErrorRecord, type ErrorRecord } from '../core/error-record.js';
import { clearTimeout, setTimeout } from '../core/captured-timers.js';
import { HeapwitnessError } from '../core/errors.js';
import { supervise } from '../isolates/supervision/index.js';
import type { CaseFile, DefinitionMessage, DefinitionOrder } from './definition-host.js';
import type { CaseOutline } from './definition.js';
import { unusable } from './load-case.js';
import type { CaseTranslations } from './translations.js';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Time in which each module has to load.
   * @defaultValue 20000
   */
  readonly loadMs?: number;
}

/** The cases of a folder, by the names of their folders. */
export interface Definitions {
  readonly definitions: ReadonlyMap<string, CaseOutline>;
  readonly translations: Translations;
  /** The cases that could not be loaded because a package that they import is not installed. */
  readonly missing: ReadonlyMap<string, MissingPackage>;
}

/** A package that a case imports and that is not installed, and the error that reports it. */
export interface MissingPackage {
  readonly packageName: string;
  readonly error: HeapwitnessError;
}

type Translations = Readonly<Record<string, CaseTranslations>>;

const HOST = new URL('./definition-host.js', import.meta.url);
const LOAD_MS = 20_000;

/** What became of a process that loads cases. */
interface Reading extends Definitions {
  /** Why it did not load all of them; `null` if it did. */
  readonly trouble: 'ended' | 'too slow' | HeapwitnessError | null;
}

/**
 * Loads the definitions of cases in a supervised process: all of them in one or, if that ends or does not respond, each
 * in one of its own, to find out which case is the cause.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` when a case or the translations cannot be loaded; the signal's reason
 * when it aborts
 */
export async function readDefinitions(
  root: string,
  files: readonly CaseFile[],
  options: ReadOptions,
): Promise<Definitions> {
  const together = await readIn({ root, files }, options);
  if (together.trouble === null) return together;
  if (typeof together.trouble !== 'string') throw together.trouble;
  const alone: Reading[] = [];
  for (const one of files) {
    const reading = await readIn({ root, files: [one] }, options);
    if (reading.trouble !== null) throw troubleOf(one.name, reading.trouble, options);
    alone.push(reading);
  }
  return {
    definitions: new Map(alone.flatMap(({ definitions }) => [...definitions])),
    translations: Object.assign({}, ...alone.map(({ translations }) => translations)) as Translations,
    missing: new Map(alone.flatMap(({ missing }) => [...missing])),
  };
}

function troubleOf(
  name: string,
  trouble: NonNullable<Reading['trouble']>,
  { loadMs = LOAD_MS }: ReadOptions,
): HeapwitnessError {
  if (typeof trouble !== 'string') return trouble;
  const why =
    trouble === 'ended'
      ? 'its module, one that it imports, or the texts of the cases ended the process while loading. Remove process.exit(), and what throws later, from the top level of these modules.'
      : `its module did not load within ${loadMs / 1000} s. Move loops, and what it waits for, from the top level into the experiment.`;
  return unusable(name, why);
}

async function readIn(order: DefinitionOrder, { signal, loadMs = LOAD_MS }: ReadOptions): Promise<Reading> {
  const definitions = new Map<string, CaseOutline>();
  const missing = new Map<string, MissingPackage>();
  let translations: Translations | null = null;
  let failure: ErrorRecord | null = null;
  const stuck = new AbortController();
  const limit = (): NodeJS.Timeout => setTimeout(() => stuck.abort(), loadMs);
  let timer = limit();
  try {
    await supervise(HOST, order, {
      signal: signal === undefined ? stuck.signal : AbortSignal.any([signal, stuck.signal]),
      graceMs: 0,
      onMessage: (received) => {
        const message = received as DefinitionMessage;
        clearTimeout(timer);
        if (message.kind === 'definition') definitions.set(message.name, message.definition);
        if (message.kind === 'missing-package') {
          missing.set(message.name, { packageName: message.packageName, error: refusal(message.error) });
        }
        if (message.kind === 'definition' || message.kind === 'missing-package') {
          timer = limit();
          return false;
        }
        if (message.kind === 'failure') failure = message.error;
        else ({ translations } = message);
        return true;
      },
    });
  } finally {
    clearTimeout(timer);
  }
  signal?.throwIfAborted();
  const trouble = failure === null ? null : refusal(failure);
  if (translations !== null) return { definitions, translations, missing, trouble: null };
  return {
    definitions,
    translations: {},
    missing,
    trouble: trouble ?? (stuck.signal.aborted ? 'too slow' : 'ended'),
  };
}

function refusal({ message, cause }: ErrorRecord): HeapwitnessError {
  const options = cause === undefined ? {} : { cause: fromErrorRecord(cause) };
  return new HeapwitnessError('ERR_CASE_DEFINITION', message, options);
}
