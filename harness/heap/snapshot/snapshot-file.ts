import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { HeapwitnessError } from '../../core/errors.js';
import { openPipe, type SnapshotPipe } from './snapshot-pipe.js';
import { CHUNK_BYTES, isGzip } from './snapshot-source.js';

/** A snapshot in a regular file, open for reading. */
export interface SnapshotFile {
  readonly handle: FileHandle;
  readonly byteLength: number;
  readonly gzipped: boolean;
  close(): Promise<void>;
}

/**
 * Opens a snapshot file and detects whether it is gzipped.
 *
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file; `ERR_USAGE` when the URL is
 * not a `file:` URL
 */
export async function openSnapshot(source: string | URL): Promise<SnapshotFile | SnapshotPipe> {
  const path = typeof source === 'string' ? source : pathOf(source);
  try {
    const there = await stat(path);
    if (there.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    return there.isFile() ? await openFile(path) : await openPipe(path);
  } catch (cause) {
    return fileNotFound(path, cause);
  }
}

async function openFile(path: string): Promise<SnapshotFile> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const magic = new Uint8Array(2);
    await handle.read(magic, 0, 2, 0);
    return { handle, byteLength: size, gzipped: isGzip(magic), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The buffers into which a file is read. */
export type TwoBuffers = readonly [Uint8Array, Uint8Array];

/** Allocates buffers for two chunks of a file. */
export function twoBuffers(): TwoBuffers {
  return [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)];
}

/**
 * Yields the bytes from `byteOffset` on. The next chunk is read while the current one is processed, into two
 * alternating buffers, so a chunk is overwritten when the one after the next is requested.
 */
export async function* bytesFrom(
  { handle }: SnapshotFile,
  byteOffset: number,
  buffers: TwoBuffers = twoBuffers(),
): AsyncGenerator<Uint8Array, void, undefined> {
  let at = byteOffset;
  let reading = handle.read(buffers[0], 0, CHUNK_BYTES, at);
  try {
    for (let turn = 0; ; turn ^= 1) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) return;
      at += bytesRead;
      reading = handle.read(turn === 0 ? buffers[1] : buffers[0], 0, CHUNK_BYTES, at);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // The file must not be closed while it is being read.
    await reading.catch(() => undefined);
  }
}

function pathOf(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new HeapwitnessError('ERR_USAGE', `Cannot read "${url.href}": only file: URLs are supported.`, {
      cause,
    });
  }
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission to read it was denied',
  EPERM: 'permission to read it was denied',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its symbolic links form a loop',
  ENXIO: 'it is a socket, or a missing device',
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
