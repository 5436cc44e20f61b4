import { PassThrough } from 'node:stream';
// a writer that ignores what write() returns, and a reader that reads one chunk of two
const s = new PassThrough({ objectMode: true, highWaterMark: 16 });
class Row {
  constructor(i) {
    this.i = i;
  }
}
export async function iteration({ index }) {
  s.write(new Row(index));
  s.write(new Row(index));
  s.read();
  await null;
}
