import { checkLeaks, formatVerdict } from '../scenario/index.js';
import type { CheckResult } from '../scenario/index.js';
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
  readonly json: boolean;
}

/** `heapwitness check`: runs one scenario and says by its exit code whether it leaks. */
export async function checkScenario(
  scenario: string,
  options: CheckCommandOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const progress = process.stderr.isTTY ? new Progress(process.stderr) : null;
  progress?.begin(scenario);
  try {
    const result = await checkLeaks(scenario, {
      variant: options.variant,
      iterations: options.iterations,
      cycles: options.cycles,
      warmupIterations: options.warmup,
      timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
      worker: options.process ? 'process' : 'thread',
      signal,
      onProgress: (step) => progress?.detail(step),
    });
    progress?.stop();
    process.stdout.write(
      options.json
        ? `${JSON.stringify(result)}\n`
        : `${formatVerdict(result, { color: process.stdout.isTTY })}\n`,
    );
    return EXIT_BY_VERDICT[result.verdict];
  } finally {
    progress?.stop();
  }
}

const EXIT_BY_VERDICT: Readonly<Record<CheckResult['verdict'], ExitCode>> = {
  clean: EXIT.asStated,
  leak: EXIT.notAsStated,
  inconclusive: EXIT.inconclusive,
};
