import { readSnapshot, type ReadSnapshotOptions, type SnapshotSource } from '../snapshot/index.js';
import { HeapGraph } from './heap-graph.js';

/**
 * Reads a heap snapshot and returns its graph.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when the input is cut off, foreign, or contradicts itself
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function readHeapGraph(
  source: SnapshotSource,
  options?: ReadSnapshotOptions,
): Promise<HeapGraph> {
  return HeapGraph.from(await readSnapshot(source, options));
}
