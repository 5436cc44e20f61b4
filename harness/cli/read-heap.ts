import { basename } from 'node:path';
import { visibleText } from '../core/visible-text.js';
import { readHeapGraph } from '../graph/index.js';
import type { HeapGraph } from '../graph/index.js';

/**
 * Reads a snapshot file; on a terminal a bar on stderr shows how far it is.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when it is no snapshot, or a damaged one
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function readHeap(file: string, signal: AbortSignal): Promise<HeapGraph> {
  return process.stderr.isTTY ? readWithBar(file, signal) : readHeapGraph(file, { signal });
}

async function readWithBar(file: string, signal: AbortSignal): Promise<HeapGraph> {
  // Loaded only where there is somebody to look at it.
  const { ReadingBar } = await import('./reading-bar.js');
  const bar = new ReadingBar(process.stderr, visibleText(basename(file)));
  try {
    return await readHeapGraph(file, {
      signal,
      onProgress: (readBytes, totalBytes) => bar.advance(readBytes, totalBytes),
    });
  } finally {
    bar.stop();
  }
}
