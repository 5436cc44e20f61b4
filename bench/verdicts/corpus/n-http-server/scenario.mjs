import http from 'node:http';
export async function iteration() {
  const s = http.createServer((q, r) => r.end('x'));
  await new Promise((r) => s.listen(0, '127.0.0.1', r));
  await new Promise((res, rej) =>
    http
      .get({ port: s.address().port, agent: false }, (r) => {
        r.resume();
        r.on('end', res);
      })
      .on('error', rej),
  );
  await new Promise((r) => s.close(r));
}
