/** `npm run bench:analyze`: whole processes, from a snapshot file to a table of all classes, side by side. */
import { compareAnalysers } from './compare-analysers.js';
import { type AnalyzeOptions, parseOptions, USAGE } from './options.js';

const EXIT_USAGE = 64;

const options = readOptions(process.argv.slice(2));
process.exitCode = options === null ? EXIT_USAGE : await compareAnalysers(options);

function readOptions(args: readonly string[]): AnalyzeOptions | null {
  try {
    return parseOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return null;
  }
}
