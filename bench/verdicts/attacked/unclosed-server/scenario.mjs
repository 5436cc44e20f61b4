import net from 'node:net';
export async function iteration() {
  const s = net.createServer();
  await new Promise((r) => s.listen(0, r));
  s.unref();
}
