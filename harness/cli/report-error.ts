import { CommanderError } from 'commander';
import { isHeapwitnessError } from '../core/errors.js';
import { visibleLines } from '../core/escape-control-characters.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { Interrupted } from './interruption.js';

/** Prints an error to stderr, and returns its exit code. */
export function reportError(error: unknown): ExitCode {
  // Commander has already printed its message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.asStated : EXIT.usage;
  if (error instanceof Interrupted) {
    process.stderr.write(
      `heapwitness: ${error.message} All threads and processes it started have been ended.\n`,
    );
    return error.exitCode;
  }
  if (isHeapwitnessError(error)) {
    process.stderr.write(`heapwitness: ${visibleLines(error.message)}\n`);
    return exitCodeOf(error.code);
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`heapwitness: an internal error; please report it.\n${visibleLines(told)}\n`);
  return EXIT.ownFailure;
}
