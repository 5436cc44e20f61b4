/** `npm run bench:analyze`: whole processes, from a snapshot file to a table of all classes, side by side. */
import { compareAnalysers } from './compare-analysers.js';
import { parseOptions, USAGE } from './options.js';

const EXIT_USAGE = 64;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options instanceof Error) {
    process.stderr.write(`${options.message}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  if (options !== null) return compareAnalysers(options);
  process.stdout.write(USAGE);
  return 0;
}

function readOptions(args: readonly string[]): ReturnType<typeof parseOptions> | Error {
  try {
    return parseOptions(args);
  } catch (error) {
    return error as Error;
  }
}
