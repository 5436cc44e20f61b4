import { pipeline } from 'node:stream/promises';
import { Readable, PassThrough, Writable } from 'node:stream';
export async function iteration() {
  await pipeline(
    Readable.from(['a', 'b']),
    new PassThrough(),
    new Writable({
      write(c, e, cb) {
        cb();
      },
    }),
  );
}
