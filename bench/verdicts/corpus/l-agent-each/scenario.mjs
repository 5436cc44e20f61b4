import http from 'node:http';
let s;
export async function setup() {
  s = http.createServer((q, r) => r.end('ok'));
  s.keepAliveTimeout = 0;
  await new Promise((r) => s.listen(0, '127.0.0.1', r));
}
export async function iteration() {
  const agent = new http.Agent({ keepAlive: true });
  await new Promise((res, rej) =>
    http
      .get({ port: s.address().port, agent }, (r) => {
        r.resume();
        r.on('end', res);
      })
      .on('error', rej),
  );
}
export function teardown() {
  s.close();
  s.closeAllConnections();
}
