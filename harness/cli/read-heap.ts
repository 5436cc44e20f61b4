import { readHeapGraph } from '../heap/graph/index.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { readWithProgress } from './read-with-progress.js';

/**
 * Reads a snapshot file; on a terminal, a bar on stderr shows the progress.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when it is not a snapshot, or a damaged one
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the file cannot be read
 */
export async function readHeap(file: string, signal: AbortSignal): Promise<HeapGraph> {
  return readWithProgress(file, (watched) => readHeapGraph(file, { signal, ...watched }));
}
