import { basename } from 'node:path';
import { visibleText } from '../core/escape-control-characters.js';
import type { ReadSnapshotOptions } from '../heap/snapshot/index.js';

/** Options for a reader of files that show its progress; empty if stderr is not a terminal. */
type Watched = Pick<ReadSnapshotOptions, 'onProgress'>;

/** Reads a file; on a terminal, a bar on stderr shows the progress. */
export async function readWithProgress<Read>(
  file: string,
  read: (watched: Watched) => Promise<Read>,
): Promise<Read> {
  if (!process.stderr.isTTY) return read({});
  // Loaded only for a terminal.
  const { ReadingBar } = await import('./reading-bar.js');
  const bar = new ReadingBar(process.stderr, visibleText(basename(file)));
  try {
    return await read({ onProgress: (readBytes, totalBytes) => bar.advance(readBytes, totalBytes) });
  } finally {
    bar.stop();
  }
}
