import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { formatBytes } from '../report/bytes.js';

/** Below this a bar would be gone before it is seen. */
const WORTH_A_BAR_BYTES = 8e6;
const MILLISECONDS = 1000;

/** How far the reading of a file is, on a terminal: a bar with rate and time left. Nothing anywhere else. */
export class ReadingBar {
  readonly #bar: SingleBar;
  readonly #started = performance.now();

  private constructor(stream: NodeJS.WriteStream, name: string, totalBytes: number) {
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
    this.#bar.start(totalBytes, 0, { rate: '–' });
  }

  /** A bar for that file; `undefined` where `stream` is no terminal, or the file is small or gone. */
  static async over(file: string, stream: NodeJS.WriteStream): Promise<ReadingBar | undefined> {
    if (!stream.isTTY || file.endsWith('.gz')) return undefined;
    const bytes = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    return bytes < WORTH_A_BAR_BYTES ? undefined : new ReadingBar(stream, basename(file), bytes);
  }

  /** So many bytes have been read in all. */
  advance(bytesRead: number): void {
    const seconds = (performance.now() - this.#started) / MILLISECONDS;
    this.#bar.update(bytesRead, { rate: formatBytes(bytesRead / seconds) });
  }

  /** Takes the bar away. */
  stop(): void {
    this.#bar.stop();
  }
}
