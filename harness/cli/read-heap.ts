import { readHeapGraph } from '../heap/graph/index.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { readWithProgress } from './read-with-progress.js';

/**
 * Reads a snapshot file; on a terminal a bar on stderr shows how far it is.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when it is no snapshot, or a damaged one
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function readHeap(file: string, signal: AbortSignal): Promise<HeapGraph> {
  return readWithProgress(file, (watched) => readHeapGraph(file, { signal, ...watched }));
}
