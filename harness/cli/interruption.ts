import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type EndingSignal = (typeof SIGNALS)[number];

/** Abort reason of a run that was ended by a signal. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: EndingSignal) {
    super(`Interrupted by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Time within which a second signal counts as the same request: under npx, one Ctrl-C arrives from the terminal and,
 * within milliseconds, again from npm, which forwards it. Users do not repeat Ctrl-C that fast on purpose.
 */
const SAME_ASK_MS = 1000;

/**
 * Returns a signal that aborts when the process is asked to end, so that everything it started can be ended first. A
 * second request ends the process at once; only the handlers in `core/at-exit.ts` run.
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
