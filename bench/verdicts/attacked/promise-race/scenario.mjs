class Conn {
  rows = [1, 2, 3];
}
const pending = new Map();
const prom = new Promise(() => {});
export async function iteration({ index }) {
  await Promise.race([prom, new Promise((r) => setImmediate(() => r(new Conn())))]);
}
