import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Writable } from 'node:stream';
export async function iterate(v, n) {
  await pipeline(
    Readable.from(['a'.repeat(1000), String(n)]),
    createGzip(),
    new Writable({
      write(c, e, cb) {
        cb();
      },
    }),
  );
}
