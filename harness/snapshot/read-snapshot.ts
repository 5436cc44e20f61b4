import { setImmediate as macrotask } from 'node:timers/promises';

import { readFileTogether } from './read-file-together.js';
import type { SnapshotColumns } from './snapshot-columns.js';
import { bytesFrom, openSnapshot, type SnapshotFile } from './snapshot-file.js';
import { SnapshotParser } from './snapshot-parser.js';
import { CHUNK_BYTES, isGzip, sourceBytes, type SnapshotSource, unpack } from './snapshot-source.js';

/** How to read a snapshot. */
export interface ReadSnapshotOptions {
  /** Ends the reading early: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Called now and then with the bytes read so far, and the length of the input where it is known (a file or bytes
   * that are not gzipped).
   */
  readonly onProgress?: (readBytes: number, totalBytes: number | undefined) => void;
  /**
   * How many threads may work on one file, 1 or 2. The second joins in for files of 64 MiB and more.
   * @defaultValue 2 where there is a second processor
   */
  readonly threads?: 1 | 2;
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
  options.signal?.throwIfAborted();
  if (source instanceof Uint8Array) {
    return parse(sourceBytes(source), options, isGzip(source) ? undefined : source.length);
  }
  if (typeof source !== 'string' && !(source instanceof URL)) return parse(sourceBytes(source), options);
  const file = await openSnapshot(source);
  try {
    return await readFile(file, options);
  } finally {
    await file.handle.close();
  }
}

async function readFile(file: SnapshotFile, options: ReadSnapshotOptions): Promise<SnapshotColumns> {
  const { byteLength, gzipped } = file;
  if (byteLength === undefined) return parse(sourceBytes(bytesFrom(file, null)), options);
  if (gzipped) return parse(unpack(packedBytes(file)), options);
  const together = await readFileTogether(file, byteLength, options);
  return together ?? parse(bytesFrom(file, 0), options, byteLength);
}

/** Each piece has memory of its own: the unpacker takes some ahead. */
async function* packedBytes({ handle }: SnapshotFile): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function parse(
  chunks: AsyncIterable<Uint8Array>,
  { signal, onProgress }: ReadSnapshotOptions,
  byteLength?: number,
): Promise<SnapshotColumns> {
  const parser = new SnapshotParser(byteLength === undefined ? {} : { byteLength });
  let sinceTurn = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    parser.push(chunk);
    sinceTurn += chunk.length;
    if (sinceTurn >= BYTES_PER_TURN) {
      sinceTurn = 0;
      onProgress?.(parser.byteOffset, byteLength);
      await macrotask();
    }
  }
  return parser.end();
}
