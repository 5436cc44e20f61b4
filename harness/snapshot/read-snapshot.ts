import { setImmediate as macrotask } from 'node:timers/promises';

import type { SnapshotColumns } from './snapshot-columns.js';
import { SnapshotParser } from './snapshot-parser.js';
import { sourceBytes, type SnapshotSource } from './snapshot-source.js';

/** How to read a snapshot. */
export interface ReadSnapshotOptions {
  /** Ends the reading early: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Is told after each piece how many bytes have been read, unpacked ones. Throw nothing, take no time. */
  readonly onProgress?: (bytesRead: number) => void;
}

/** The event loop gets a turn after so many bytes. */
const BYTES_PER_TURN = 1 << 24;

/**
 * Reads a V8 heap snapshot into columns, streaming: needs the columns' memory and one piece of the input at a time.
 * Pieces may be cut anywhere and are not kept.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when the input is cut off, foreign, or contradicts itself
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function readSnapshot(
  source: SnapshotSource,
  options: ReadSnapshotOptions = {},
): Promise<SnapshotColumns> {
  const { signal, onProgress } = options;
  const parser = new SnapshotParser();
  let sinceTurn = 0;
  let bytesRead = 0;
  signal?.throwIfAborted();
  for await (const chunk of sourceBytes(source)) {
    signal?.throwIfAborted();
    parser.push(chunk);
    bytesRead += chunk.length;
    onProgress?.(bytesRead);
    sinceTurn += chunk.length;
    if (sinceTurn >= BYTES_PER_TURN) {
      sinceTurn = 0;
      await macrotask();
    }
  }
  return parser.end();
}
