import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';

import { HeapwitnessError } from '../core/errors.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './snapshot-format-error.js';

/**
 * Where a snapshot's bytes come from: a path or `file:` URL, the bytes themselves, or pieces of them. Gzipped bytes
 * are unpacked, whatever their name.
 */
export type SnapshotSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of `source` in pieces, unpacked if need be.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file; `ERR_USAGE` when the URL is no `file:` URL
 * @throws {SnapshotFormatError} when it is gzipped and the packing is damaged
 */
export async function* sourceBytes(source: SnapshotSource): AsyncGenerator<Uint8Array, void, undefined> {
  const { gzipped, chunks } = await peek(rawBytes(source));
  yield* gzipped ? unpack(chunks) : chunks;
}

async function* rawBytes(source: SnapshotSource): AsyncGenerator<Uint8Array, void, undefined> {
  if (typeof source === 'string') yield* fileBytes(source);
  else if (source instanceof URL) yield* fileBytes(pathOf(source));
  else if (source instanceof Uint8Array) yield* slices(source);
  else yield* source;
}

function* slices(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
  }
}

function pathOf(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new HeapwitnessError('ERR_USAGE', `Cannot read "${url.href}": give a file: URL.`, { cause });
  }
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path).catch((cause: unknown) => fileNotFound(path, cause));
  try {
    for (;;) {
      const buffer = new Uint8Array(CHUNK_BYTES);
      const { bytesRead } = await file
        .read(buffer, 0, CHUNK_BYTES)
        .catch((cause: unknown) => fileNotFound(path, cause));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
};

function fileNotFound(path: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const problem = FILE_PROBLEMS[code];
  if (problem === undefined) throw cause;
  throw new HeapwitnessError(
    'ERR_FILE_NOT_FOUND',
    `Cannot read the heap snapshot "${path}": ${problem}. Check the path.`,
    { cause },
  );
}

interface Peeked {
  readonly gzipped: boolean;
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
}

/** Looks at the first two bytes, which may come in two pieces, for gzip's magic number (RFC 1952, 2.3.1). */
async function peek(chunks: AsyncGenerator<Uint8Array, void, undefined>): Promise<Peeked> {
  const first: Uint8Array[] = [];
  const magic: number[] = [];
  while (magic.length < 2) {
    const { value, done } = await chunks.next();
    if (done) break;
    first.push(value);
    magic.push(...value.subarray(0, 2 - magic.length));
  }
  return { gzipped: magic[0] === 0x1f && magic[1] === 0x8b, chunks: prepend(first, chunks) };
}

async function* prepend(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* first;
    yield* rest;
  } finally {
    // Who stops within `first` has not started `rest`; its file must be closed all the same.
    await rest.return();
  }
}

async function* unpack(
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
    throw new SnapshotFormatError(`the gzip packing is damaged: ${cause.message}`, place, CAPTURE_AGAIN, {
      cause,
    });
  } finally {
    packed.destroy();
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
