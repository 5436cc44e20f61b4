import { existsSync } from 'node:fs';
// Not the rooms' entrances, which load all that this process leaves to the scenario's own.
import { readKnownLeaks, writeKnownLeaks } from '../witness/known-leaks.js';
import type { KnownLeak } from '../witness/known-leaks.js';
import { HeapwitnessError } from '../core/errors.js';
import { checkLeaks } from '../scenario/check-leaks.js';
import { formatVerdict } from '../scenario/format-verdict.js';
import type { CheckResult } from '../scenario/index.js';
import { openReport } from './check-report.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { Progress } from './progress.js';

export interface CheckCommandOptions {
  readonly variant?: string;
  readonly iterations?: number;
  readonly cycles?: number;
  readonly warmup?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly process: boolean;
  readonly allocations: boolean;
  /** File of known leaks. */
  readonly known?: string;
  readonly updateKnown: boolean;
  readonly json: boolean;
  /** Folder of the report. */
  readonly report?: string;
}

/** `heapwitness check`: runs one scenario and says by its exit code whether it leaks. */
export async function checkScenario(
  scenario: string,
  options: CheckCommandOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const knownLeaks = await knownLeaksOf(options);
  const report = await openReport(options.report);
  const progress = process.stderr.isTTY ? new Progress(process.stderr) : null;
  progress?.begin(scenario);
  try {
    const result = await checkLeaks(scenario, {
      variant: options.variant,
      iterations: options.iterations,
      cycles: options.cycles,
      warmupIterations: options.warmup,
      timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
      knownLeaks: options.updateKnown ? [] : knownLeaks,
      worker: options.process ? 'process' : 'thread',
      allocations: options.allocations,
      signal,
      onProgress: (step) => progress?.detail(step),
    });
    progress?.stop();
    await report?.write(result);
    process.stdout.write(
      options.json
        ? `${JSON.stringify(result)}\n`
        : `${formatVerdict(result, { color: process.stdout.isTTY })}\n`,
    );
    if (options.known !== undefined && options.updateKnown && result.verdict !== 'inconclusive') {
      await updateKnown(options.known, result, knownLeaks);
      return EXIT.asStated;
    }
    return EXIT_BY_VERDICT[result.verdict];
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

/** For how long a leak that was just written down counts as known. */
const KNOWN_FOR_DAYS = 90;
const DAY_MS = 86_400_000;

async function knownLeaksOf({
  known,
  updateKnown: update,
}: CheckCommandOptions): Promise<readonly KnownLeak[]> {
  if (known === undefined) {
    if (!update) return [];
    throw new HeapwitnessError('ERR_USAGE', '--update-known needs --known <file>: the file to write.');
  }
  if (update && !existsSync(known)) return [];
  return (await readKnownLeaks(known)).leaks;
}

/** Writes what was found as known; what was known keeps its reason and its day, what was not found goes. */
async function updateKnown(file: string, result: CheckResult, before: readonly KnownLeak[]): Promise<void> {
  const expires = new Date(Date.now() + KNOWN_FOR_DAYS * DAY_MS).toISOString().slice(0, 10);
  const found = result.findings.filter(({ within }) => within === null);
  const leaks = found
    .filter(({ fingerprint }, at) => found.findIndex((other) => other.fingerprint === fingerprint) === at)
    .map(
      ({ fingerprint, className }): KnownLeak =>
        before.find((leak) => leak.fingerprint === fingerprint) ?? {
          fingerprint,
          className,
          expires,
          reason: 'say here why this is borne',
        },
    );
  await writeKnownLeaks(file, { schemaVersion: 1, leaks });
  process.stderr.write(`${file}: ${leaks.length} known. Say the reason of each.\n`);
}
