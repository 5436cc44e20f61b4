import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notAtExit, removeAtExit } from '../../core/at-exit.js';
import { HeapwitnessError } from '../../core/errors.js';

/** The names of all private temporary folders begin with this. */
export const TEMPORARY_PREFIX = 'heapwitness-';

/** A private folder in the system's temporary folder; removed when the process exits, if not earlier. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Creates a private temporary folder.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when no temporary file can be created
 */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await orNoPlace(mkdtemp(join(tmpdir(), TEMPORARY_PREFIX)));
  removeAtExit(path);
  return {
    path,
    remove: async () => {
      // Retried, because a process that did not answer in time may still be writing.
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
      notAtExit(path);
    },
  };
}

/** Converts a system error in the temporary folder to an error with that folder's name and the remedy. */
async function orNoPlace<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const remedy = REMEDIES[code] ?? 'Set TMPDIR to a folder that exists and is writable.';
    const text = `Temporary files cannot be created: TMPDIR is ${JSON.stringify(tmpdir())} (${message}). ${remedy}`;
    throw new HeapwitnessError('ERR_USAGE', text, { cause });
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'Free disk space there, or set TMPDIR to a folder that has some.',
  ERR_ACCESS_DENIED: 'Allow Node to write there: add --allow-fs-write with that folder to --permission.',
};
