import { Command, InvalidArgumentError, Option } from 'commander';
import { visibleLines } from '../core/escape-control-characters.js';
import { ownPackage } from '../core/own-package.js';
import type { IgnoreRule, IsolateRule } from '../check/index.js';
import { startReader } from '../heap/snapshot/index.js';
import type { AnalyzeOptions } from './analyze.js';
import type { CheckCommandOptions } from './check-options.js';
import type { DiffOptions } from './diff.js';
import type { ExitCode } from './exit-codes.js';
import type { CasesOptions } from './run-cases.js';
import type { WorkshopOptions } from './workshop.js';

/**
 * Defines the command line: its options, and what each command does. A command loads its own code when it is run: the
 * code of the report's page would make reading a small snapshot a third slower.
 */
export function buildProgram(signal: AbortSignal, setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('heapwitness')
    .description('Proves memory leaks with real garbage collection and real heap snapshots.')
    .version(ownPackage().version)
    .showHelpAfterError('Run heapwitness --help to list all commands.')
    .showSuggestionAfterError()
    .exitOverride()
    // These messages contain user input, so control characters are escaped.
    .configureOutput({ writeErr: (text) => void process.stderr.write(visibleLines(text, Infinity)) });
  program
    .command('cases')
    .description('run workshop cases in real workers and write the report')
    .argument('[id...]', 'cases to run (default: all); with --eject, the folder to copy to')
    .addOption(EJECT)
    .option(
      '--from <folder>',
      'folder of cases (default: cases, or the published catalogue if there is no such folder)',
    )
    .option('--report <folder>', 'folder to write the report to', 'reports/latest')
    .option('--timeout <seconds>', 'time limit of each variant', wholeNumber, 300)
    .option('--keep-snapshots', 'keep the heap snapshots of every variant', false)
    .option('--no-snapshots', 'keep no heap snapshots')
    .option(
      '--predict',
      'ask for predictions before each case, and print them beside the observations',
      false,
    )
    .option('--watch', 'run again whenever a file of the cases is saved', false)
    .option('--json', 'print the report as JSON instead of the summary', false)
    .addHelpText('after', EXIT_CODES)
    .action(async (ids: string[], { eject: ejected, ...options }: CasesOptions & { eject?: string }) => {
      if (ejected !== undefined) {
        const { eject } = await import('./eject.js');
        setExitCode(await eject(ejected, ids));
        return;
      }
      const { runCases } = await import('./run-cases.js');
      setExitCode(await runCases(ids, options, signal));
    });
  addWorkshop(program, signal);
  addAnalyze(program, signal, setExitCode);
  addDiff(program, signal, setExitCode);
  addCheck(program, signal, setExitCode);
  // A full list of options would scroll the error out of view.
  for (const command of program.commands) {
    const name = `heapwitness ${command.name()}`;
    command.showHelpAfterError(`Usage: ${name} ${command.usage()}\nRun ${name} --help to list all options.`);
  }
  return program;
}

type SetExitCode = (code: ExitCode) => void;

function addWorkshop(program: Command, signal: AbortSignal): void {
  program
    .command('workshop')
    .description('serve pages on this machine that drive real threads, step by step, for a room')
    .option('--port <number>', 'port to listen on (default: any free one)', portNumber, 0)
    .option('--report <folder>', 'folder to write the log and the snapshots to', 'reports/workshop')
    .option('--replay <log>', 'do the steps of this log first, and compare the counts')
    .addHelpText('after', WORKSHOP_EXIT_CODES)
    .action(async (options: WorkshopOptions) => {
      const { runWorkshop } = await import('./workshop.js');
      await runWorkshop(options, signal);
    });
}

function addAnalyze(program: Command, signal: AbortSignal, setExitCode: SetExitCode): void {
  program
    .command('analyze')
    .description('report what a heap snapshot contains and what retains it')
    .argument('<file>', 'a .heapsnapshot, gzipped or not')
    .option('--class <name>', 'report what retains the instances of this class')
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
    .argument('<after>', 'the later snapshot')
    .argument(
      '[third]',
      'an even later snapshot, to report what was allocated between the first two and is still alive',
    )
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
    .description('run a scenario in its own worker and report whether it leaks')
    .argument('<scenario>', 'module that exports iteration(context), and optionally setup and teardown')
    .option('--variant <word>', 'value of context.variant in the scenario')
    .option(
      '--sensitivity <n>',
      'rarest leak to detect: one object per n iterations (default: 50)',
      wholeNumber,
    )
    .option(
      '--iterations <count>',
      'iterations per cycle, preferably a prime number (default: 97, and 311 in the first ones together)',
      wholeNumber,
    )
    .option(
      '--cycles <count>',
      'cycles before the first decision (default: 3, or one long run if iterations are cheap)',
      wholeNumber,
    )
    .option('--warmup <count>', 'iterations before the first snapshot (default: as in a cycle)', wholeNumber)
    .option('--timeout <seconds>', 'time limit of the whole check (default: 120)', wholeNumber)
    .option('--allow <class...>', 'classes and functions whose growth is not a leak')
    .option(
      '--ignore <class-or-fingerprint=reason>',
      'ignore these findings in the verdict, for the given reason; repeatable',
      ignoreRules,
    )
    .option(
      '--ignore-isolates <pattern: reason>',
      'do not read these threads and processes, for the given reason; repeatable',
      isolateRules,
    )
    .option(
      '--holders <n>',
      'maximum number of additional retainers to report per finding (default: 3; 1 in a large heap)',
      wholeNumberOrNone,
    )
    .option('--known <file>', 'file of known leaks: fingerprints, each with a reason and an expiry date')
    .option(
      '--update-known',
      'write the leaks found to that file and exit with 0, unless inconclusive',
      false,
    )
    .option('--report <folder>', 'write the verdict as a page, Markdown and JSON')
    .option('--allocations', 'report the calls that allocated objects or opened files; slower', false)
    .option('--process', 'run the scenario in a process instead of a worker thread', false)
    .option('--json', 'print only the result, as one JSON object', false)
    .addHelpText('after', CHECK_EXIT_CODES)
    .action(async (scenario: string, options: CheckCommandOptions) => {
      const { checkScenario } = await import('./check.js');
      setExitCode(await checkScenario(scenario, options, signal));
    });
}

const EJECT = new Option(
  '--eject <id>',
  'copy this published case, as plain JavaScript to edit, to a new folder: cases --eject <id> <folder>',
).conflicts(['from', 'report', 'timeout', 'keepSnapshots', 'snapshots', 'predict', 'watch', 'json']);

const COUNTS = new Option('--counts', 'count nodes per class only; skips edges (fastest)')
  .default(false)
  .conflicts('class');

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1.');
}

function portNumber(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1 to 65535.');
}

function wholeNumberOrNone(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 0.');
}

/** Parses one `class=reason` or `fingerprint=reason`, and adds it to the rules before it. */
function ignoreRules(text: string, before: readonly IgnoreRule[] = []): IgnoreRule[] {
  const [what = '', ...rest] = text.split('=');
  const reason = rest.join('=').trim();
  if (what === '' || reason === '') {
    throw new InvalidArgumentError(
      'Give a class or a fingerprint, and the reason: "Session=kept on purpose".',
    );
  }
  const rule = /^[0-9a-f]{16}$/.test(what) ? { fingerprint: what, reason } : { className: what, reason };
  return [...before, rule];
}

const READING_EXIT_CODES = `
Exit codes: 0 success, 64 usage error, 65 not a heap snapshot, or a damaged one, 66 file not found, 70 internal
error of heapwitness, 74 the output cannot be written, 128 + n ended by signal n.`;

const WORKSHOP_EXIT_CODES = `
Exit codes: 64 usage error, 66 the port, the folder or the log cannot be used, 70 internal error of heapwitness,
128 + n ended by signal n.`;

const EXIT_CODES = `
Exit codes: 0 all as stated, 1 not as stated, 2 a case was not run, because a package is not installed, and all others
are as stated, 64 usage error, 65 a case cannot be used, 66 a folder is missing or cannot be used, 70 internal error of
heapwitness, 128 + n ended by signal n.`;

const CHECK_EXIT_CODES = `
Exit codes: 0 clean, 1 leak, 2 inconclusive, 64 usage error, 65 the scenario, an inspector or the known leaks cannot
be used, 66 file not found, or the report folder cannot be used, 70 internal error of heapwitness, 128 + n ended by
signal n. A leak is 1, and inconclusive is 2, even if the report or the output cannot be written.`;

/** Parses one `pattern: reason`, and adds it to the rules before it. */
function isolateRules(text: string, before: readonly IsolateRule[] = []): IsolateRule[] {
  const [pattern = '', ...rest] = text.split(': ');
  const reason = rest.join(': ').trim();
  if (pattern.replaceAll('*', '').trim() === '' || reason === '') {
    throw new InvalidArgumentError(
      'Give a part of the name, and the reason: "sleep 600: started on purpose". The asterisk stands for any text.',
    );
  }
  return [...before, { pattern, reason }];
}
