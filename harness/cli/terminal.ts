import { styleText } from 'node:util';
import { HeapwitnessError } from '../core/errors.js';
import { reportError } from './report-error.js';

/** Bold where standard output is a terminal. */
export function titleStyle(): (text: string) => string {
  return process.stdout.isTTY ? (text) => styleText('bold', text, { validateStream: false }) : (text) => text;
}

/**
 * Writes all of it, and waits until it has been taken: the process ends right after. A reader that goes away before has
 * had what it wanted.
 *
 * @throws {HeapwitnessError} `ERR_OUTPUT` when it cannot be written, as on a full disk
 */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) =>
      error && !LEFT.includes(error.code ?? '') ? reject(lostOutput(error)) : resolve(),
    );
  });
}

/**
 * The same for a command whose exit code tells its outcome: that outlives its output. Says on stderr what was lost.
 */
export async function printOutcome(text: string): Promise<void> {
  try {
    await print(text);
  } catch (error) {
    reportError(error);
  }
}

/** What a stream says whose reader has gone, at first and then on. */
const LEFT: readonly string[] = ['EPIPE', 'ERR_STREAM_DESTROYED'];

function lostOutput(cause: Error): HeapwitnessError {
  const message = `The output could not be written: ${cause.message}. Free disk space, or redirect the output.`;
  return new HeapwitnessError('ERR_OUTPUT', message, { cause });
}
