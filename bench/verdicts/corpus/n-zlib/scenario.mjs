import zlib from 'node:zlib';
import { promisify } from 'node:util';
const g = promisify(zlib.gzip);
export async function iteration({ index }) {
  await g(Buffer.alloc(1000, index % 255));
}
