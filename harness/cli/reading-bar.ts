import { Presets, SingleBar } from 'cli-progress';
import { formatBytes } from '../core/quantities.js';

/** Below this a bar would be gone before it is seen. */
const WORTH_A_BAR_BYTES = 8e6;
const MILLISECONDS = 1000;

/** How far the reading of a file is, on a terminal: a bar with rate and time left. */
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

  /** So many bytes have been read in all. Of what is small, or of unknown length, nothing is shown. */
  advance(readBytes: number, totalBytes: number | undefined): void {
    if (totalBytes === undefined || totalBytes < WORTH_A_BAR_BYTES) return;
    const seconds = (performance.now() - this.#started) / MILLISECONDS;
    const rate = formatBytes(readBytes / seconds);
    if (this.#isShown) this.#bar.update(readBytes, { rate });
    else this.#bar.start(totalBytes, readBytes, { rate });
    this.#isShown = true;
  }

  /** Takes the bar away. */
  stop(): void {
    if (this.#isShown) this.#bar.stop();
  }
}
