import type { RunEffort } from '../../isolates/agent/index.js';

/** Factor from which on iterations count as slower than before. */
const SLOWER = 4;

/** How long iterations take, from the first ones to the last ones that were run. */
export class Pace {
  #firstMs: number | null = null;
  #lastMs = 0;

  /** Records some iterations that have been run. */
  note({ elapsedMs, done }: Pick<RunEffort, 'elapsedMs' | 'done'>): void {
    if (done === 0) return;
    this.#lastMs = elapsedMs / done;
    this.#firstMs ??= this.#lastMs;
  }

  /** Returns a sentence that says that iterations became slower, as when they go through something that grows. */
  remark(): string[] {
    if (this.#firstMs === null || this.#lastMs < SLOWER * this.#firstMs) return [];
    return [
      `Its iterations became slower, from ${shown(this.#firstMs)} to ${shown(this.#lastMs)} ms each: ` +
        'look for something that grows, and that each of them goes through.',
    ];
  }
}

function shown(milliseconds: number): string {
  return milliseconds.toLocaleString('en', { maximumSignificantDigits: 2 });
}
