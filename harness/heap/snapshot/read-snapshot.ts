import { macrotask } from '../../core/captured-timers.js';
import { readFileTogether } from './two-threads/read-file-together.js';
import type { SnapshotColumns } from './columns/snapshot-columns.js';
import { bytesFrom, openSnapshot, type SnapshotFile } from './snapshot-file.js';
import { SnapshotParser } from './snapshot-parser.js';
import { CHUNK_BYTES, isGzip, sourceBytes, type SnapshotSource, unpack } from './snapshot-source.js';
import { untilAborted } from './until-aborted.js';
import type { ReadSnapshotOptions } from './read-options.js';

/** Number of bytes after which the event loop gets a turn. */
const BYTES_PER_TURN = 1 << 24;

/**
 * Reads a V8 heap snapshot into columns, as a stream: needs memory for the columns and for one chunk of input at a
 * time. Chunks may be cut anywhere and are not kept.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when the input is cut off, foreign, or contradicts itself
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function readSnapshot(
  source: SnapshotSource,
  options: ReadSnapshotOptions = {},
): Promise<SnapshotColumns> {
  options.signal?.throwIfAborted();
  if (typeof source === 'string' || source instanceof URL) return readFile(source, options);
  const byteLength = knownLength(source);
  const parser = new SnapshotParser(byteLength === undefined ? {} : { byteLength });
  await feed(parser, givenBytes(source, options), options, byteLength);
  return parser.end();
}

/** Takes a snapshot's bytes in order; the bytes are valid only during the call. */
export interface SnapshotReader {
  push(bytes: Uint8Array): void;
}

/** Passes all bytes of a source to a reader, in this thread. Throws as {@link readSnapshot} does. */
export async function readInto(
  reader: SnapshotReader,
  source: SnapshotSource,
  options: ReadSnapshotOptions,
): Promise<void> {
  options.signal?.throwIfAborted();
  if (typeof source !== 'string' && !(source instanceof URL)) {
    return feed(reader, givenBytes(source, options), options, knownLength(source));
  }
  const file = await openSnapshot(source);
  try {
    if ('stream' in file) return await feed(reader, givenBytes(file.stream, options), options, undefined);
    await feed(reader, fileBytes(file), options, file.gzipped ? undefined : file.byteLength);
  } finally {
    await file.close();
  }
}

async function readFile(source: string | URL, options: ReadSnapshotOptions): Promise<SnapshotColumns> {
  const file = await openSnapshot(source);
  try {
    if ('stream' in file) return await readSnapshot(file.stream, options);
    const byteLength = file.gzipped ? undefined : file.byteLength;
    const together = byteLength === undefined ? undefined : await readFileTogether(file, byteLength, options);
    if (together) return together;
    const parser = new SnapshotParser(byteLength === undefined ? {} : { byteLength });
    await feed(parser, fileBytes(file), options, byteLength);
    return parser.end();
  } finally {
    await file.close();
  }
}

function fileBytes(file: SnapshotFile): AsyncIterable<Uint8Array> {
  return file.gzipped ? unpack(newBytes(file)) : bytesFrom(file, 0);
}

/** Reads each chunk into memory of its own, because the unpacker takes some ahead. */
async function* newBytes({ handle }: SnapshotFile): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Returns the bytes of a source other than a file. An array is always ready; the next chunk of anything else may have
 * to be awaited.
 */
function givenBytes(
  source: Exclude<SnapshotSource, string | URL>,
  { signal }: ReadSnapshotOptions,
): AsyncIterable<Uint8Array> {
  const bytes = sourceBytes(source);
  return signal === undefined || source instanceof Uint8Array ? bytes : untilAborted(bytes, signal);
}

function knownLength(source: Exclude<SnapshotSource, string | URL>): number | undefined {
  return source instanceof Uint8Array && !isGzip(source) ? source.length : undefined;
}

async function feed(
  reader: SnapshotReader,
  chunks: AsyncIterable<Uint8Array>,
  { signal, onProgress }: ReadSnapshotOptions,
  totalBytes: number | undefined,
): Promise<void> {
  let readBytes = 0;
  let nextTurn = BYTES_PER_TURN;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    reader.push(chunk);
    readBytes += chunk.length;
    if (readBytes < nextTurn) continue;
    nextTurn = readBytes + BYTES_PER_TURN;
    onProgress?.(readBytes, totalBytes);
    await macrotask();
  }
  signal?.throwIfAborted();
  onProgress?.(readBytes, totalBytes);
}
