import { readHeapGraph } from '../graph/index.js';
import type { HeapGraph } from '../graph/index.js';
import type { ReadingBar } from './reading-bar.js';

/**
 * Reads a snapshot file; on a terminal a bar on stderr shows how far it is.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when it is no snapshot, or a damaged one
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function readHeap(file: string, signal: AbortSignal): Promise<HeapGraph> {
  const bar = process.stderr.isTTY ? await barOver(file) : undefined;
  try {
    return await readHeapGraph(file, {
      signal,
      ...(bar ? { onProgress: (bytesRead: number) => bar.advance(bytesRead) } : {}),
    });
  } finally {
    bar?.stop();
  }
}

/** Loaded when there is somebody to look at it. */
async function barOver(file: string): Promise<ReadingBar | undefined> {
  const { ReadingBar } = await import('./reading-bar.js');
  return ReadingBar.over(file, process.stderr);
}
