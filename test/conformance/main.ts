import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConformanceError, UsageError } from './conformance-error.js';
import { findRecordings, readTraces } from './recordings.js';
import { type Mismatch, replayTrace } from './replay.js';

const usage = `Usage: npm run conformance -- <file-or-folder>…

Replays recordings of the JDK's ThreadLocalMap on the port and compares every table.
A folder is searched for .jsonl and .jsonl.gz files.

Exit code: 0 all equal, 1 a mismatch, 64 usage, 65 bad data, 66 missing input, 70 failure of this tool.`;

process.exitCode = await main(process.argv.slice(2)).catch(report);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const option = args.find((argument) => argument.startsWith('-'));
  if (option !== undefined) throw new UsageError(`Unknown option ${option}.\n\n${usage}`);
  if (args.length === 0)
    throw new UsageError(`Which recordings? Name at least one file or folder.\n\n${usage}`);

  let traces = 0;
  let operations = 0;
  let mismatches = 0;
  for (const path of args) {
    for (const file of await findRecordings(locate(path))) {
      for await (const trace of readTraces(file)) {
        const replayed = replayTrace(trace);
        const [first] = replayed.mismatches;
        if (mismatches === 0 && first !== undefined) console.log(describe(file, first));
        traces += 1;
        operations += replayed.operations;
        mismatches += replayed.mismatches.length;
      }
    }
  }
  console.log(`${traces} traces, ${operations} operations, ${mismatches} mismatches`);
  return mismatches === 0 ? 0 : 1;
}

/** npm runs scripts in the package's folder; a relative path may be meant from where npm was called. */
function locate(path: string): string {
  const calledFrom = process.env['INIT_CWD'];
  return existsSync(path) || calledFrom === undefined ? path : resolve(calledFrom, path);
}

function describe(file: string, { trace, index, operation, where, expected, got }: Mismatch): string {
  return [
    `First mismatch: trace ${trace} of ${file}`,
    `  after operation ${index} ${operation}, at ${where}`,
    `  expected ${expected}`,
    `  got      ${got}`,
  ].join('\n');
}

function report(error: unknown): number {
  if (error instanceof ConformanceError) {
    console.error(`conformance: ${error.message}`);
    return error.exitCode;
  }
  console.error('conformance: the tool itself failed, which is a bug in test/conformance.', error);
  return 70;
}
