import type { Readable } from 'node:stream';

/** Takes bytes as they come, in order; they are its own only for the call. */
export type ByteSink = (bytes: Uint8Array) => void;

/**
 * Passes all chunks of a heap snapshot's stream to `sink`; if that throws, the rest is drained, and the promise rejects
 * with that error. The stream is none: the first read has V8 write the whole snapshot, on this thread, into `push`,
 * which keeps every piece until somebody asks. With another `push` in its place each piece is taken when it is written.
 * Where the stream does not call it within the first read, it is read as any other.
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

/** Reads the stream; undefined when it did not push anything meanwhile, and is as it was. */
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
  // The one of its class is behind it.
  Reflect.deleteProperty(stream, 'push');
  return undefined;
}
