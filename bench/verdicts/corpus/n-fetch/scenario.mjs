import http from 'node:http';
let s, u;
export async function setup() {
  s = http.createServer((q, r) => r.end('ok'));
  await new Promise((r) => s.listen(0, '127.0.0.1', r));
  u = `http://127.0.0.1:${s.address().port}/`;
}
export async function iteration() {
  await (await fetch(u)).text();
}
export function teardown() {
  s.close();
  s.closeAllConnections();
}
