import { styleText } from 'node:util';
import { HeapwitnessError } from '../core/errors.js';
import { reportError } from './report-error.js';

/** Returns the style of titles: bold if stdout is a terminal. */
export function titleStyle(): (text: string) => string {
  return process.stdout.isTTY ? (text) => styleText('bold', text, { validateStream: false }) : (text) => text;
}

/**
 * Prints a text to stdout, and waits until all of it is written, because the process ends right after. A reader that
 * ends early is not an error.
 *
 * @throws {HeapwitnessError} `ERR_OUTPUT` when it cannot be written, for example on a full disk
 */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) =>
      error && !LEFT.includes(error.code ?? '') ? reject(lostOutput(error)) : resolve(),
    );
  });
}

/**
 * Prints a text to stdout, as `print` does, but reports a failure only on stderr: the exit code still has to report the
 * outcome of the command.
 */
export async function printOutcome(text: string): Promise<void> {
  try {
    await print(text);
  } catch (error) {
    reportError(error);
  }
}

/** Error codes of a stream whose reader has ended: of the first write, and of later ones. */
const LEFT: readonly string[] = ['EPIPE', 'ERR_STREAM_DESTROYED'];

function lostOutput(cause: Error): HeapwitnessError {
  const message = `The output could not be written: ${cause.message}. Free disk space, or redirect the output.`;
  return new HeapwitnessError('ERR_OUTPUT', message, { cause });
}
