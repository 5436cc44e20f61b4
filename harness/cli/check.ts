// Imports single files, not index.ts: those load code that only the scenario's own process needs.
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

/** Runs `heapwitness check`: checks one scenario. The exit code reports whether it leaks. */
export async function checkScenario(
  scenario: string,
  options: CheckCommandOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  // Fails early if the working folder has been deleted: otherwise each path fails with an error of its own.
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
      ignoreIsolates: options.ignoreIsolates,
      holders: options.holders,
      knownLeaks: options.updateKnown ? [] : knownLeaks,
      worker: options.process ? 'process' : 'thread',
      allocations: options.allocations,
      signal,
      onProgress: (step) => progress?.detail(step),
    });
    progress?.stop();
    // Printed first, so that no later failure loses the result.
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

/** Writes the report. A failure is printed; its exit code counts only if that of the verdict is 0. */
async function written(report: OpenReport | null, result: CheckResult): Promise<ExitCode> {
  try {
    await report?.write(result);
    return EXIT.asStated;
  } catch (error) {
    return reportError(error);
  }
}

/** Returns the exit code of the verdict; 0 if the leaks have been written to the file of known leaks. */
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
