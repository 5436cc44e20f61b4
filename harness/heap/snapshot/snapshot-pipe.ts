import { createReadStream, open } from 'node:fs';
import { finished, type Readable } from 'node:stream';
import { promisify } from 'node:util';

/** A pipe, a terminal or another device, open for reading from its current position: its next bytes may arrive late. */
export interface SnapshotPipe {
  readonly stream: Readable;
  close(): Promise<void>;
}

/**
 * Opens anything but a regular file. The event loop reads it, because a blocking read in a thread cannot be cancelled
 * and Node waits for it before the process exits.
 *
 * @throws {NodeJS.ErrnoException} when it cannot be opened
 */
export async function openPipe(path: string): Promise<SnapshotPipe> {
  const stream = await streamOf(await promisify(open)(path, 'r'));
  return {
    stream,
    close: () =>
      new Promise((closed) => {
        finished(stream, () => closed());
        stream.destroy();
      }),
  };
}

async function streamOf(fd: number): Promise<Readable> {
  // Loaded on demand, because most snapshots are files.
  const [{ Socket }, tty] = await Promise.all([import('node:net'), import('node:tty')]);
  if (tty.isatty(fd)) return new tty.ReadStream(fd);
  try {
    return new Socket({ fd, readable: true, writable: false });
  } catch {
    // A device such as /dev/zero, whose reads never block.
    return createReadStream('', { fd });
  }
}
