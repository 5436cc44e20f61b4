import { createReadStream } from 'node:fs';

/** Maximum size of a document that is read as a whole. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads a file as a whole, or what a pipe delivers until its end. A device may have no end, such as `/dev/zero`.
 *
 * @throws the error of the file system, or an error when there are more than 256 MiB
 */
export async function readDocument(file: string | URL, mostBytes: number = MOST_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`it has more than ${mostBytes / 2 ** 20} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
