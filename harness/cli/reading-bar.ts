import { Presets, SingleBar } from 'cli-progress';
import { formatBytes } from '../core/quantities.js';

/** Minimum size of a file with a bar: for a smaller one, it would disappear at once. */
const WORTH_A_BAR_BYTES = 8e6;
const MILLISECONDS = 1000;

/** Progress bar for reading a file on a terminal, with rate and remaining time. */
export class ReadingBar {
  readonly #bar: SingleBar;
  readonly #started = performance.now();
  #isShown = false;

  constructor(stream: NodeJS.WriteStream, name: string) {
    this.#bar = new SingleBar(
      {
        format: `${name} {bar} {percentage} % · {rate}/s · {eta_formatted} left`,
        stream,
        clearOnComplete: true,
        hideCursor: true,
        fps: 10,
      },
      Presets.shades_classic,
    );
  }

  /** Updates the number of bytes read so far. Shows nothing for a small file or one of unknown length. */
  advance(readBytes: number, totalBytes: number | undefined): void {
    if (totalBytes === undefined || totalBytes < WORTH_A_BAR_BYTES) return;
    const seconds = (performance.now() - this.#started) / MILLISECONDS;
    const rate = formatBytes(readBytes / seconds);
    if (this.#isShown) this.#bar.update(readBytes, { rate });
    else this.#bar.start(totalBytes, readBytes, { rate });
    this.#isShown = true;
  }

  /** Removes the bar. */
  stop(): void {
    if (this.#isShown) this.#bar.stop();
  }
}
