// Not the rooms' entrances, which load all that this process leaves to the scenario's own.
import { workingFolder } from '../core/module-url.js';
import { visibleJson } from '../core/escape-control-characters.js';
import { checkLeaks } from '../check/index.js';
import { formatVerdict } from '../render/text/index.js';
import type { CheckResult } from '../check/index.js';
import { openReport } from './check-report.js';
import type { OpenReport } from './check-report.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { knownLeaksOf, updateKnownLeaks } from './known-leaks.js';
import { Progress } from './progress.js';
import { reportError } from './report-error.js';
import { printOutcome } from './terminal.js';
import type { CheckCommandOptions } from './check-options.js';

/** `heapwitness check`: runs one scenario and says by its exit code whether it leaks. */
export async function checkScenario(
  scenario: string,
  options: CheckCommandOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  // Where it has been deleted, every path would fail by itself, and each in a way of its own.
  workingFolder();
  const knownLeaks = await knownLeaksOf(options);
  const report = await openReport(options.report);
  const progress = process.stderr.isTTY ? new Progress(process.stderr) : null;
  progress?.begin(scenario);
  try {
    const result = await checkLeaks(scenario, {
      variant: options.variant,
      iterations: options.iterations,
      sensitivity: options.sensitivity,
      cycles: options.cycles,
      warmupIterations: options.warmup,
      timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
      allowGrowth: options.allow,
      ignore: options.ignore,
      holders: options.holders,
      knownLeaks: options.updateKnown ? [] : knownLeaks,
      worker: options.process ? 'process' : 'thread',
      allocations: options.allocations,
      signal,
      onProgress: (step) => progress?.detail(step),
    });
    progress?.stop();
    // First: what fails from here on must not lose what was found.
    await printOutcome(
      options.json
        ? `${visibleJson(result)}\n`
        : `${formatVerdict(result, { color: process.stdout.isTTY })}\n`,
    );
    const reported = await written(report, result);
    const said = await saidBy(result, options, knownLeaks);
    return said === EXIT.asStated ? reported : said;
  } finally {
    progress?.stop();
    await report?.discard();
  }
}

const EXIT_BY_VERDICT: Readonly<Record<CheckResult['verdict'], ExitCode>> = {
  clean: EXIT.asStated,
  leak: EXIT.notAsStated,
  inconclusive: EXIT.inconclusive,
};

/** Writes the report; a failure is told, and is the exit code only where the verdict's own would be 0. */
async function written(report: OpenReport | null, result: CheckResult): Promise<ExitCode> {
  try {
    await report?.write(result);
    return EXIT.asStated;
  } catch (error) {
    return reportError(error);
  }
}

/** The exit code of the verdict; what has been written down as known is none any more. */
async function saidBy(
  result: CheckResult,
  { known, updateKnown }: CheckCommandOptions,
  before: Parameters<typeof updateKnownLeaks>[2],
): Promise<ExitCode> {
  if (known === undefined || !updateKnown || result.verdict === 'inconclusive')
    return EXIT_BY_VERDICT[result.verdict];
  await updateKnownLeaks(known, result, before);
  return EXIT.asStated;
}
