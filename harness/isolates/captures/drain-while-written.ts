import type { Readable } from 'node:stream';

/** Receives bytes in order; they are valid only during the call. */
export type ByteSink = (bytes: Uint8Array) => void;

/**
 * Passes all chunks of a heap snapshot's stream to `sink`; if that throws, the rest is drained, and the promise rejects
 * with that error. Node's stream does not really stream: the first read makes V8 write the whole snapshot, on this
 * thread, into `push`, which buffers everything until it is read. With a replaced `push`, each chunk is taken as it is
 * written. If the stream does not call it within the first read, it is read like any other.
 */
export async function drainWhileWritten(stream: Readable, sink: ByteSink): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  const take = (bytes: Uint8Array): void => {
    if (failure) return;
    try {
      sink(bytes);
    } catch (error) {
      failure = { error };
    }
  };
  const ended = withAnotherPush(stream, take);
  if (ended) await ended;
  else for await (const chunk of stream as AsyncIterable<Uint8Array>) take(chunk);
  if (failure) throw failure.error;
}

/**
 * Reads the stream with a replaced `push`; returns undefined, and restores the stream, if it did not push within the
 * first read.
 */
function withAnotherPush(stream: Readable, take: ByteSink): Promise<void> | undefined {
  let hasPushed = false;
  const ended = new Promise<void>((resolve, reject) => {
    stream.push = (chunk: Uint8Array | null): boolean => {
      hasPushed = true;
      if (chunk === null) resolve();
      else take(chunk);
      return true;
    };
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('the snapshot ended early')));
  });
  stream.read(0);
  if (hasPushed) return ended.finally(() => stream.destroy());
  ended.catch(() => undefined);
  // Uncovers the method of the stream's class.
  Reflect.deleteProperty(stream, 'push');
  return undefined;
}
