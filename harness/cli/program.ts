import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { visibleLines } from '../core/escape-control-characters.js';
import type { IgnoreRule } from '../check/index.js';
import { startReader } from '../heap/snapshot/index.js';
import type { AnalyzeOptions } from './analyze.js';
import type { CheckCommandOptions } from './check-options.js';
import type { DiffOptions } from './diff.js';
import type { ExitCode } from './exit-codes.js';
import type { CasesOptions } from './run-cases.js';

/**
 * The command line: what may be typed, and what each command does. A command loads its own code when it is run: the
 * report's page would make reading a small snapshot a third slower.
 */
export function buildProgram(signal: AbortSignal, setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('heapwitness')
    .description('Proves memory leaks with real garbage collection and real heap snapshots.')
    .version(versionOfPackage())
    .showHelpAfterError('Run heapwitness --help for all commands.')
    .showSuggestionAfterError()
    .exitOverride()
    // What was typed is in these messages.
    .configureOutput({ writeErr: (text) => void process.stderr.write(visibleLines(text, Infinity)) });
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
      const { runCases } = await import('./run-cases.js');
      setExitCode(await runCases(ids, options, signal));
    });
  addAnalyze(program, signal, setExitCode);
  addDiff(program, signal, setExitCode);
  addCheck(program, signal, setExitCode);
  // A whole page of options would push the error out of sight.
  for (const command of program.commands) {
    const name = `heapwitness ${command.name()}`;
    command.showHelpAfterError(`Usage: ${name} ${command.usage()}\nRun ${name} --help for all options.`);
  }
  return program;
}

type SetExitCode = (code: ExitCode) => void;

function addAnalyze(program: Command, signal: AbortSignal, setExitCode: SetExitCode): void {
  program
    .command('analyze')
    .description('report what a heap snapshot consists of, and what holds it')
    .argument('<file>', 'a .heapsnapshot, gzipped or not')
    .option('--class <name>', 'how the instances of this class are held')
    .addOption(COUNTS)
    .option('--top <count>', 'rows of each table', wholeNumber, 20)
    .option('--json', 'print one JSON object with all classes instead', false)
    .addHelpText('after', READING_EXIT_CODES)
    .action(async (file: string, options: AnalyzeOptions) => {
      if (options.counts) {
        const { analyzeCounts } = await import('./analyze-counts.js');
        setExitCode(await analyzeCounts(file, options, signal));
        return;
      }
      startReader(file);
      const { analyze } = await import('./analyze.js');
      setExitCode(await analyze(file, options, signal));
    });
}

function addDiff(program: Command, signal: AbortSignal, setExitCode: SetExitCode): void {
  program
    .command('diff')
    .description('report what was allocated and collected between snapshots of one isolate, object by object')
    .argument('<before>', 'the earlier snapshot')
    .argument('<after>', 'the later one')
    .argument('[third]', 'one later still: what was made between the first two, and is there yet')
    .option('--top <count>', 'rows of each table', wholeNumber, 20)
    .option('--json', 'print one JSON object with all classes instead', false)
    .addHelpText('after', READING_EXIT_CODES)
    .action(async (before: string, after: string, third: string | undefined, options: DiffOptions) => {
      startReader(before);
      const { diff } = await import('./diff.js');
      setExitCode(await diff([before, after, ...(third === undefined ? [] : [third])], options, signal));
    });
}

function addCheck(program: Command, signal: AbortSignal, setExitCode: SetExitCode): void {
  program
    .command('check')
    .description('run a scenario in a worker of its own and report whether it leaks')
    .argument('<scenario>', 'a module that exports iteration(context), and optionally setup and teardown')
    .option('--variant <word>', 'given to the scenario as context.variant')
    .option(
      '--sensitivity <n>',
      'the rarest leak to be seen: one object left behind in n iterations (default: 50)',
      wholeNumber,
    )
    .option('--iterations <count>', 'iterations in a cycle, best a prime number (default: 97)', wholeNumber)
    .option(
      '--cycles <count>',
      'cycles before anything is decided (default: 3, or one long run where iterations are cheap)',
      wholeNumber,
    )
    .option('--warmup <count>', 'iterations before the first look (default: as in a cycle)', wholeNumber)
    .option('--timeout <seconds>', 'for the whole check (default: 120)', wholeNumber)
    .option('--allow <class...>', 'classes and functions that may grow without being a leak')
    .option(
      '--ignore <class-or-fingerprint=reason>',
      'leave such findings out of the verdict, and say why; may be given several times',
      ignoreRules,
    )
    .option(
      '--holders <n>',
      'how many further holders of a finding to look for (default: 3)',
      wholeNumberOrNone,
    )
    .option('--known <file>', 'leaks that are known, by fingerprint, with a reason and a last day')
    .option(
      '--update-known',
      'write what is found into that file; the exit code is then 0, unless inconclusive',
      false,
    )
    .option('--report <folder>', 'write the verdict as a page, Markdown and JSON')
    .option('--allocations', 'sample what is allocated, and say by which calls; slower', false)
    .option('--process', 'run the scenario in a process instead of a worker thread', false)
    .option('--json', 'print the result as one JSON object, and nothing else', false)
    .addHelpText('after', CHECK_EXIT_CODES)
    .action(async (scenario: string, options: CheckCommandOptions) => {
      const { checkScenario } = await import('./check.js');
      setExitCode(await checkScenario(scenario, options, signal));
    });
}

const COUNTS = new Option(
  '--counts',
  'only count nodes by class, without reading a reference: the fastest look',
)
  .default(false)
  .conflicts('class');

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1.');
}

function wholeNumberOrNone(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 0.');
}

/** Adds one `class=reason`, or `fingerprint=reason`, to those before it. */
function ignoreRules(text: string, before: readonly IgnoreRule[] = []): IgnoreRule[] {
  const [what = '', ...rest] = text.split('=');
  const reason = rest.join('=').trim();
  if (what === '' || reason === '') {
    throw new InvalidArgumentError('Give a class or a fingerprint, and why: "Session=kept on purpose".');
  }
  const rule = /^[0-9a-f]{16}$/.test(what) ? { fingerprint: what, reason } : { className: what, reason };
  return [...before, rule];
}

const READING_EXIT_CODES = `
Exit codes: 0 done, 64 usage, 65 no heap snapshot, or a damaged one, 66 no such file, 70 a failure of heapwitness
itself, 74 the output cannot be written, 128 + n ended by signal n.`;

const EXIT_CODES = `
Exit codes: 0 all as stated, 1 not as stated, 64 usage, 65 a case cannot be used, 66 a folder is missing or
cannot be used, 70 a failure of heapwitness itself, 128 + n ended by signal n.`;

const CHECK_EXIT_CODES = `
Exit codes: 0 clean, 1 leak, 2 inconclusive, 64 usage, 65 the scenario, an inspector or the known leaks cannot be
used, 66 there is no such file, or the report's folder cannot be used, 70 a failure of heapwitness itself,
128 + n ended by signal n. A leak stays 1, and inconclusive 2, also where the report or the output cannot be written.`;

function versionOfPackage(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
