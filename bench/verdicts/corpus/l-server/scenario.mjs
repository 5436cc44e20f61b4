import { createServer } from 'node:net';
export async function iteration() {
  const s = createServer();
  await new Promise((r) => s.listen(0, '127.0.0.1', r));
}
