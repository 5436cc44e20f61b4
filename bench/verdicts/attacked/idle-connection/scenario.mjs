// Each request leaves a listener on the one kept-alive socket. Under steady traffic it stays for good; the server of
// the same process closes an idle connection after 5 s. Expected: leak.
import http from 'node:http';
let server, agent;
const keepAlive = [];
export async function setup({ variant }) {
  server = http.createServer((_, response) => response.end('{}'));
  if (variant === 'never-idle') server.keepAliveTimeout = 0;
  if (variant === 'idle-3s') server.keepAliveTimeout = 3000;
  if (variant.startsWith('big'))
    keepAlive.push(...Array.from({ length: 60 }, () => Array.from({ length: 20_000 }, (_, n) => ({ n }))));
  if (variant === 'big-never-idle') server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  process.removeAllListeners('warning');
}
class RequestTimes {
  at = Date.now();
  marks = [1, 2, 3];
}
export async function iteration() {
  const times = new RequestTimes();
  await new Promise((resolve, reject) => {
    const request = http.get({ port: server.address().port, host: '127.0.0.1', agent }, (response) =>
      response.resume().on('end', resolve),
    );
    request.on('socket', (socket) => socket.on('lookup', () => times.marks.push(Date.now())));
    request.on('error', reject);
  });
}
export function teardown() {
  agent.destroy();
  server.close();
}
