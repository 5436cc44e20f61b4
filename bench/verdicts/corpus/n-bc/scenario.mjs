export async function iteration() {
  const c = new MessageChannel();
  c.port1.postMessage(1);
  await new Promise((r) => c.port2.once('message', r));
  c.port1.close();
  c.port2.close();
}
