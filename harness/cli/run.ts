import { CommanderError } from 'commander';
import { HeapwitnessError } from '../core/errors.js';
import { visibleLines } from '../core/visible-text.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { abortOnSignals, Interrupted } from './interruption.js';
import { buildProgram } from './program.js';

/** Runs the command line that this process was started with; resolves to its exit code and never throws. */
export async function main(): Promise<ExitCode> {
  // Node's own code for what nobody caught is 1, which would say "not as stated".
  process.on('uncaughtException', (error) => process.exit(report(error)));
  let exitCode: ExitCode = EXIT.asStated;
  try {
    const program = buildProgram(abortOnSignals(), (code) => (exitCode = code));
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): ExitCode {
  // Commander has printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.asStated : EXIT.usage;
  if (error instanceof Interrupted) {
    process.stderr.write(`heapwitness: ${error.message} Everything that was started has been ended.\n`);
    return error.exitCode;
  }
  if (error instanceof HeapwitnessError) {
    process.stderr.write(`heapwitness: ${visibleLines(error.message)}\n`);
    return exitCodeOf(error.code);
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`heapwitness: an internal error; please report it.\n${visibleLines(told)}\n`);
  return EXIT.ownFailure;
}
