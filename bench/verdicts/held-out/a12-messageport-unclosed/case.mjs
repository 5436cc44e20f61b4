export async function iterate(v, n) {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', () => {});
  await new Promise((r) => {
    port1.once('message', r);
    port2.postMessage(n);
  });
  if (v === 'fixed') port1.close();
}
