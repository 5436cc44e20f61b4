import { clearTimeout, LONGEST_TIMEOUT_MS, setTimeout } from '../../core/captured-timers.js';

/** A check is stopped from outside when it takes so many times as long as it may, and some seconds. */
const TIMES = 3;
const MORE_MS = 10_000;

/**
 * Ends a check that does not end by itself: the judgement runs synchronously and calls inspectors of the user, so its
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

  /** Aborts when the time is long over, or when the caller's signal does. */
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
