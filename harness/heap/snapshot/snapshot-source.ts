import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { CAPTURE_AGAIN, SnapshotFormatError } from './document/snapshot-format-error.js';

/**
 * The source of a snapshot's bytes: a path or `file:` URL, the bytes themselves, or chunks of them. Gzipped bytes are
 * unpacked, whatever the file is called.
 */
export type SnapshotSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Size of the chunks in which input is read. */
export const CHUNK_BYTES: number = 1 << 20;

/**
 * Yields the bytes of `source` in chunks, unpacked if gzipped. A chunk may be overwritten when the next one is
 * requested.
 *
 * @throws {SnapshotFormatError} when the source is gzipped and damaged
 */
export async function* sourceBytes(
  source: Exclude<SnapshotSource, string | URL>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { gzipped, chunks } = await peek(rawBytes(source));
  yield* gzipped ? unpack(chunks) : chunks;
}

async function* rawBytes(
  source: Exclude<SnapshotSource, string | URL>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (source instanceof Uint8Array) yield* slices(source);
  else yield* source;
}

function* slices(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
  }
}

interface Peeked {
  readonly gzipped: boolean;
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
}

/** Whether bytes start with gzip's magic number (RFC 1952, 2.3.1). */
export function isGzip(bytes: ArrayLike<number>): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Reads the first two bytes, which may arrive in two chunks. */
async function peek(chunks: AsyncGenerator<Uint8Array, void, undefined>): Promise<Peeked> {
  const first: Uint8Array[] = [];
  const magic: number[] = [];
  while (magic.length < 2) {
    const { value, done } = await chunks.next();
    if (done) break;
    first.push(value);
    magic.push(...value.subarray(0, 2 - magic.length));
  }
  return { gzipped: isGzip(magic), chunks: prepend(first, chunks) };
}

async function* prepend(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* first;
    yield* rest;
  } finally {
    // A consumer that stops within `first` has not started `rest`, whose file must be closed nevertheless.
    await rest.return();
  }
}

/**
 * Unpacks gzip.
 *
 * @throws {SnapshotFormatError} when the gzip data is damaged
 */
export async function* unpack(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const packed = Readable.from(chunks, { objectMode: false });
  packed.on('error', (error) => gunzip.destroy(error));
  let byteOffset = 0;
  try {
    for await (const chunk of packed.pipe(gunzip) as AsyncIterable<Uint8Array>) {
      byteOffset += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    const place = { byteOffset, section: 'gzip' };
    throw new SnapshotFormatError(`the gzip data is damaged: ${cause.message}`, place, CAPTURE_AGAIN, {
      cause,
    });
  } finally {
    packed.destroy();
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
