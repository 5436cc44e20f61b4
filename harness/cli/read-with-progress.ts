import { basename } from 'node:path';
import { visibleText } from '../core/escape-control-characters.js';
import type { ReadSnapshotOptions } from '../heap/snapshot/index.js';

/** What a reader of files is to be given so that its progress is shown; nothing where nobody looks. */
type Watched = Pick<ReadSnapshotOptions, 'onProgress'>;

/** Reads a file; on a terminal a bar on stderr shows how far it is. */
export async function readWithProgress<Read>(
  file: string,
  read: (watched: Watched) => Promise<Read>,
): Promise<Read> {
  if (!process.stderr.isTTY) return read({});
  // Loaded only where there is somebody to look at it.
  const { ReadingBar } = await import('./reading-bar.js');
  const bar = new ReadingBar(process.stderr, visibleText(basename(file)));
  try {
    return await read({ onProgress: (readBytes, totalBytes) => bar.advance(readBytes, totalBytes) });
  } finally {
    bar.stop();
  }
}
