import type { RowKernel } from './row-kernel.js';

/** Number of bytes passed to the kernel at first, and again after it took nothing. */
const FIRST_WINDOW = 1 << 12;
const LEAST_WINDOW = 32;

/**
 * Makes the kernel process its input up to `end` as far as possible.
 *
 * @param base byte offset of the input's first byte
 * @returns the position after what was taken; 0 if nothing was
 */
export type KernelTake = (kernel: RowKernel, end: number, base: number) => number;

/** Copies parts of the input into the kernel. */
export class KernelWindow {
  readonly #kernel: RowKernel;
  readonly #take: KernelTake;
  /** Grows with success, so that input that the kernel cannot read costs little. */
  #length = FIRST_WINDOW;

  constructor(kernel: RowKernel, take: KernelTake) {
    this.#kernel = kernel;
    this.#take = take;
  }

  /**
   * Passes on the bytes between `start` and `end` until the kernel takes no more.
   *
   * @param base byte offset of `bytes[0]`
   * @returns the position after what was taken
   */
  push(bytes: Uint8Array, start: number, end: number, base: number): number {
    const { input } = this.#kernel;
    let position = start;
    while (end - position >= LEAST_WINDOW) {
      const length = Math.min(this.#length, end - position);
      input.set(bytes.subarray(position, position + length));
      const taken = this.#take(this.#kernel, length, base + position);
      position += taken;
      if (taken === 0) {
        this.#length = FIRST_WINDOW;
        break;
      }
      this.#length = Math.min(8 * this.#length, input.length);
    }
    return position;
  }
}
