import { plural } from '../core/quantities.js';
import { visibleText } from '../core/escape-control-characters.js';
import { readLog, startLiveWorkshop } from '../live-workshop/index.js';

export interface WorkshopOptions {
  readonly port: number;
  readonly report: string;
  readonly replay?: string;
}

/**
 * Runs `heapwitness workshop`: serves the live pages until the process is asked to end, and then throws the reason of
 * the signal.
 */
export async function runWorkshop(options: WorkshopOptions, signal: AbortSignal): Promise<never> {
  const steps = options.replay === undefined ? [] : await readLog(options.replay);
  const workshop = await startLiveWorkshop({ folder: options.report, port: options.port, signal });
  try {
    if (options.replay !== undefined) {
      const differing = await workshop.replay(steps);
      process.stderr.write(
        `${replayed(
          steps.length,
          differing.map(({ number }) => number),
        )}\n`,
      );
    }
    process.stdout.write(
      `Driver:    ${workshop.url}\nProjector: ${workshop.projectorUrl}\nLog:       ${visibleText(workshop.logFile, Infinity)}\nCtrl-C ends it.\n`,
    );
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    throw signal.reason;
  } finally {
    await workshop.close();
  }
}

function replayed(steps: number, differing: readonly number[]): string {
  const all = plural(steps, 'step');
  if (differing.length === 0) return `Replayed ${all}: the counts are those of the log.`;
  return `Replayed ${all}. The counts differ from those of the log after: ${differing.join(', ')}.`;
}
