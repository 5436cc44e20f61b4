import { clearTimeout, LONGEST_TIMEOUT_MS, setTimeout } from '../../core/captured-timers.js';

/** A check is stopped from outside after this many times its time limit, plus `MORE_MS`. */
const TIMES = 3;
const MORE_MS = 10_000;

/**
 * Ends a check that does not end by itself: judging runs synchronously and calls the user's inspectors, so the check's
 * process cannot enforce the timeout.
 */
export class OverdueGuard {
  timeoutMs: number;
  readonly #end = new AbortController();
  readonly #given: AbortSignal | undefined;
  readonly #abort = (): void => this.#end.abort();
  #timer: NodeJS.Timeout | undefined;

  constructor(timeoutMs: number, given: AbortSignal | undefined) {
    this.timeoutMs = timeoutMs;
    this.#given = given;
    if (given?.aborted === true) this.#abort();
    given?.addEventListener('abort', this.#abort, { once: true });
    this.limit(timeoutMs);
  }

  /** Aborts when the check is long overdue, or when the caller's signal aborts. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  limit(timeoutMs: number): void {
    this.timeoutMs = timeoutMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#abort, Math.min(timeoutMs * TIMES + MORE_MS, LONGEST_TIMEOUT_MS));
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#given?.removeEventListener('abort', this.#abort);
  }
}
