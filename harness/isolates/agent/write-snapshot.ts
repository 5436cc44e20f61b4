import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { getHeapSnapshot } from 'node:v8';
import { HeapwitnessError } from '../../core/errors.js';
import { hasOwn } from './intrinsics.js';
import { findLineEnds } from './line-ends.js';
import type { ProcessCaptureBackend } from './protocol.js';

type Writer = (file: string) => Promise<void>;

/**
 * Writes a snapshot of this process's main isolate to a file that must not exist yet. The native packages are loaded
 * only here, on the main thread of a worker process, because they crash in a worker thread.
 *
 * @throws {HeapwitnessError} `ERR_CAPTURE_BACKEND` when there is no such backend, or its package is not installed or
 * cannot be loaded; `ERR_CAPTURE_FAILED` when the file cannot be written
 */
export async function writeSnapshot(argument: {
  backend: ProcessCaptureBackend;
  file: string;
}): Promise<null> {
  const { backend, file } = argument;
  if (!hasOwn(writers, backend)) {
    const known = Object.keys(writers).join(', ');
    throw new HeapwitnessError(
      'ERR_CAPTURE_BACKEND',
      `Unknown capture backend ${backend}. Use one of: ${known}.`,
    );
  }
  findLineEnds();
  try {
    await writers[backend](file);
  } catch (cause) {
    if (cause instanceof HeapwitnessError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The heap cannot be written to ${file}: ${why}. Free disk space in the temporary folder (TMPDIR), or reduce the number of open files.`;
    throw new HeapwitnessError('ERR_CAPTURE_FAILED', message, { cause });
  }
  return null;
}

const writers: Record<ProcessCaptureBackend, Writer> = {
  'node:v8': (file) => pipeline(getHeapSnapshot(), createWriteStream(file, { mode: 0o600, flags: 'wx' })),
  heapdump: withHeapdump,
  'v8-profiler-next': withProfiler,
};

interface Heapdump {
  writeSnapshot(file: string, done: (error: Error | null) => void): void;
}

async function withHeapdump(file: string): Promise<void> {
  const heapdump = load('heapdump') as Heapdump;
  await new Promise<void>((resolve, reject) => {
    heapdump.writeSnapshot(file, (error) => (error ? reject(error) : resolve()));
  });
}

interface Profiler {
  takeSnapshot(): { export(): NodeJS.ReadableStream; delete(): void };
}

async function withProfiler(file: string): Promise<void> {
  const snapshot = (load('v8-profiler-next') as Profiler).takeSnapshot();
  try {
    await pipeline(snapshot.export(), createWriteStream(file, { mode: 0o600, flags: 'wx' }));
  } finally {
    snapshot.delete();
  }
}

/** Loads a native capture package, or throws an error that says why it cannot be used. */
export function load(name: ProcessCaptureBackend): unknown {
  try {
    return createRequire(import.meta.url)(name);
  } catch (cause) {
    throw new HeapwitnessError('ERR_CAPTURE_BACKEND', `Cannot capture with ${name}: ${whyNot(cause)}`, {
      cause,
    });
  }
}

function whyNot(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'MODULE_NOT_FOUND') {
    return 'it is not installed (it is optional, and is skipped if it does not compile). Install a C++ toolchain and run npm ci again, or use node:v8.';
  }
  if (code === 'ERR_DLOPEN_FAILED') {
    return `it was not compiled for Node ${process.version} (ABI ${process.versions.modules}). Run npm rebuild heapdump v8-profiler-next.`;
  }
  return message.split('\n')[0] ?? 'unknown reason';
}
