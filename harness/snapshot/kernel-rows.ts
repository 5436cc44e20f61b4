import type { RowSink } from './number-rows.js';
import type { RowKernel } from './row-kernel.js';

/** What the kernel is given at first, and again after it took nothing; less than the least is not worth the call. */
const FIRST_WINDOW = 1 << 12;
const LEAST_WINDOW = 32;

/** Copies pieces of the input into the kernel and lets the sink take the whole rows in them. */
export class KernelRows {
  readonly #kernel: RowKernel;
  readonly #takeRows: NonNullable<RowSink['takeRows']>;
  /** Grows with success, so that input which the kernel cannot read costs little. */
  #window = FIRST_WINDOW;

  constructor(kernel: RowKernel, takeRows: NonNullable<RowSink['takeRows']>) {
    this.#kernel = kernel;
    this.#takeRows = takeRows;
  }

  /**
   * Takes whole rows from `start` on, where the first number of a row starts.
   *
   * @returns the place behind the last row taken; `start` when there was none
   */
  push(bytes: Uint8Array, start: number, base: number): number {
    const { input } = this.#kernel;
    let position = start;
    while (bytes.length - position >= LEAST_WINDOW) {
      const length = Math.min(this.#window, bytes.length - position);
      input.set(bytes.subarray(position, position + length));
      const taken = this.#takeRows(this.#kernel, 0, length, base + position);
      position += taken;
      // A row is shorter than the smallest window, or it is none for the kernel.
      if (taken === 0) {
        this.#window = FIRST_WINDOW;
        break;
      }
      this.#window = Math.min(8 * this.#window, input.length);
    }
    return position;
  }
}
