import { createReadStream, type Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadDataError, MissingInputError } from './conformance-error.js';
import { parseTrace, type Trace } from './trace.js';

/** The longest line that was recorded has 123,820 characters. */
const LONGEST_LINE = 2 ** 25;

/**
 * The recordings that a path stands for, in a fixed order: the file itself, or all `.jsonl` and `.jsonl.gz` files in
 * the folder and the folders below it.
 *
 * @throws {MissingInputError} when there is nothing at `path`
 * @throws {BadDataError} when a folder holds no recording
 */
export async function findRecordings(path: string): Promise<string[]> {
  const isFolder = (await stat(path).catch(missing(path))).isDirectory();
  if (!isFolder) return [path];
  const found: Dirent[] = await readdir(path, { withFileTypes: true, recursive: true }).catch(missing(path));
  const files = found.filter((file) => !file.isDirectory() && /\.jsonl(\.gz)?$/.test(file.name));
  if (files.length === 0) {
    throw new BadDataError(
      `No traces found: the folder ${path} holds no .jsonl or .jsonl.gz file. Name another one.`,
    );
  }
  return files.map((file) => join(file.parentPath, file.name)).sort();
}

/**
 * The traces of one recording, one at a time, so that a file may be larger than memory. Gzip is recognised by its
 * first bytes, not by the file's name.
 *
 * @throws {MissingInputError} when the file cannot be read
 * @throws {BadDataError} when it is damaged, a line is no trace, or there is none
 */
export async function* readTraces(file: string): AsyncGenerator<Trace> {
  const packed = await isGzip(file).catch(missing(file));
  let lineNumber = 0;
  let traces = 0;
  for await (const line of readLines(file, packed)) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    traces += 1;
    yield parseTrace(line, `${file}:${lineNumber}`);
  }
  if (traces === 0) throw new BadDataError(`${file}: no traces found, the file holds no line of JSON.`);
}

async function* readLines(file: string, packed: boolean): AsyncGenerator<string> {
  const bytes: Readable = createReadStream(file);
  const plain: Readable = packed ? pipeline(bytes, createGunzip(), () => {}) : bytes;
  plain.setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of plain as AsyncIterable<string>) {
      const [first = '', ...others] = chunk.split('\n');
      rest += first;
      for (const other of others) {
        yield rest;
        rest = other;
      }
      if (rest.length > LONGEST_LINE) {
        throw new BadDataError(
          `${file}: a line has more than ${LONGEST_LINE} characters, which is no trace. Each line must hold one trace.`,
        );
      }
    }
  } catch (error) {
    if (!packed || error instanceof BadDataError) throw error;
    throw new BadDataError(`${file}: damaged gzip data (${String(error)}). Copy the file again.`);
  }
  if (rest !== '') yield rest;
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
}

function missing(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    const why = error.code === 'ENOENT' ? 'there is no such file or folder' : error.message;
    throw new MissingInputError(
      `Cannot read ${path}: ${why}. Name a recording (.jsonl, .jsonl.gz) or a folder of them.`,
    );
  };
}
