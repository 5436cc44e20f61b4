import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { abortOnSignals } from './interruption.js';
import { buildProgram } from './program.js';
import { reportError } from './report-error.js';

/** Runs the command line that this process was started with; resolves to its exit code and never throws. */
export async function main(): Promise<ExitCode> {
  // Node's own exit code for an uncaught exception is 1, which would mean "not as stated".
  process.on('uncaughtException', (error) => process.exit(reportError(error)));
  let exitCode: ExitCode = EXIT.asStated;
  try {
    const program = buildProgram(abortOnSignals(), (code) => (exitCode = code));
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    return reportError(error);
  }
}
