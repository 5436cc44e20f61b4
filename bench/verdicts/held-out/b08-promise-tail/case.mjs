let tail = Promise.resolve();
class Msg {
  constructor(n) {
    this.n = n;
  }
}
export async function iterate(v, n) {
  const m = new Msg(n);
  tail = tail.then(() => m.n);
  await tail;
}
