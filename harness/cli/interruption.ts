import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type EndingSignal = (typeof SIGNALS)[number];

/** The signal that ended a run, as the reason of an abort. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: EndingSignal) {
    super(`Interrupted by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * How soon after the first signal another one is still the same ask: under npx, one Ctrl-C arrives from the terminal and
 * from npm, which hands it on, within milliseconds. Nobody asks twice on purpose so fast.
 */
const SAME_ASK_MS = 1000;

/**
 * Aborts when the process is asked to end, so that what was started can be ended first. A second ask ends at once, with
 * what `core/at-exit.ts` still knows of.
 */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const reason = new Interrupted(signal);
      const now = performance.now();
      if (!controller.signal.aborted) {
        firstAt = now;
        controller.abort(reason);
      } else if (now - firstAt >= SAME_ASK_MS) process.exit(reason.exitCode);
    });
  }
  return controller.signal;
}
