import { open, type FileHandle } from 'node:fs/promises';
import { HeapwitnessError } from '../../core/errors.js';
import { readDocument } from '../../core/read-document.js';
import { isRecord } from '../../core/is-record.js';
import { parsedJson } from '../../core/parsed-json.js';
import type { Counts } from '../../workshop/index.js';
import { parseStep } from './parse-step.js';
import type { Step } from './step.js';

/** One step, as the log has it. */
export interface LoggedStep {
  /** 1, 2, 3 … */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly step: Step;
  /** The counts of the running threads after the step. */
  readonly counts: Readonly<Record<string, Counts>>;
  /** Why the step could not be done; `null` if it was done. */
  readonly error: string | null;
}

export const LOG_KIND = 'heapwitness-workshop-log';
export const LOG_VERSION = 1;

/** The file to which every step is appended, one JSON object per line. */
export class StepLog {
  readonly path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /**
   * Creates the file.
   *
   * @throws the error of the file system, also if the file exists
   */
  static async create(path: string): Promise<StepLog> {
    const log = new StepLog(path, await open(path, 'wx', 0o600));
    await log.#write({ kind: LOG_KIND, schemaVersion: LOG_VERSION, startedAt: new Date().toISOString() });
    return log;
  }

  add(step: LoggedStep): Promise<void> {
    return this.#write(step);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(line: unknown): Promise<void> {
    await this.#file.appendFile(`${JSON.stringify(line)}\n`);
  }
}

/**
 * Reads a log. A last line without its end, as of a server that was killed while it wrote, is left out.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND`; `ERR_USAGE` when the file is no log, or one of another version, or a
 * line is damaged
 */
export async function readLog(path: string): Promise<LoggedStep[]> {
  const bytes = await readDocument(path).catch((cause: NodeJS.ErrnoException) => {
    const message = `The log ${path} cannot be read: ${cause.message}. Give the file that the workshop has written.`;
    throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message, { cause });
  });
  const [first, ...rest] = bytes.toString('utf8').split('\n').slice(0, -1);
  const header = parsedJson(first ?? '');
  if (!isRecord(header) || header['kind'] !== LOG_KIND)
    throw wrong(path, 1, 'is not the first line of a log of the workshop');
  if (header['schemaVersion'] !== LOG_VERSION)
    throw wrong(
      path,
      1,
      `has version ${String(header['schemaVersion'])}; this heapwitness reads ${LOG_VERSION}`,
    );
  return rest.map((line, at) => loggedStep(path, at + 2, parsedJson(line)));
}

function loggedStep(path: string, line: number, input: unknown): LoggedStep {
  if (!isRecord(input) || typeof input['at'] !== 'string' || !Number.isInteger(input['number']))
    throw wrong(path, line, 'is no step');
  const { number, at, counts, error } = input;
  try {
    return {
      number: Number(number),
      at,
      step: parseStep(input['step']),
      counts: countsIn(counts),
      error: typeof error === 'string' ? error : null,
    };
  } catch (cause) {
    throw wrong(path, line, `is no step: ${(cause as Error).message}`);
  }
}

function countsIn(input: unknown): Record<string, Counts> {
  if (!isRecord(input)) throw new TypeError('it has no counts');
  return Object.fromEntries(Object.entries(input).map(([thread, counts]) => [thread, countIn(counts)]));
}

function countIn(input: unknown): Counts {
  const number = (name: string): number => {
    const value = isRecord(input) ? input[name] : undefined;
    if (Number.isInteger(value)) return Number(value);
    throw new TypeError(`its counts have no whole number of ${name}`);
  };
  return { keys: number('keys'), values: number('values'), staleEntries: number('staleEntries') };
}

function wrong(path: string, line: number, what: string): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_USAGE',
    `Line ${line} of ${path} ${what}. Give a log that was not edited.`,
  );
}
