import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ExitCode } from './exit-codes.js';
import { runCases } from './run-cases.js';
import type { CasesOptions } from './run-cases.js';

/** The command line: what may be typed, and what each command does. */
export function buildProgram(signal: AbortSignal, setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('heapwitness')
    .description('Proves memory leaks with real garbage collection and real heap snapshots.')
    .version(versionOfPackage())
    .showHelpAfterError()
    .showSuggestionAfterError()
    .exitOverride();
  program
    .command('cases')
    .description('run workshop cases in real workers and write the report')
    .argument('[id...]', 'the cases to run; all of them when none is named')
    .option('--from <folder>', 'folder of cases', 'cases')
    .option('--report <folder>', 'where the report goes', 'reports/latest')
    .option('--keep-snapshots', 'keep the heap snapshots of every variant', false)
    .option('--no-snapshots', 'keep no heap snapshot at all')
    .option('--predict', 'ask first what will be alive, and show it beside what is', false)
    .option('--watch', 'run again whenever a file of the cases is saved', false)
    .option('--json', 'print the report as JSON instead of the summary', false)
    .addHelpText('after', EXIT_CODES)
    .action(async (ids: string[], options: CasesOptions) => {
      setExitCode(await runCases(ids, options, signal));
    });
  return program;
}

const EXIT_CODES = `
Exit codes: 0 all as stated, 1 not as stated, 64 usage, 65 a case cannot be used, 66 a folder is missing,
70 a failure of heapwitness itself, 128 + n ended by signal n.`;

function versionOfPackage(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
