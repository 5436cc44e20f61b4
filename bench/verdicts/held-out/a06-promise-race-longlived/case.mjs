let shutdown;
export async function setup() {
  shutdown = new Promise(() => {});
}
class Result {
  constructor(n) {
    this.n = n;
    this.body = new Array(20).fill(n);
  }
}
export async function iterate(v, n) {
  const r = new Result(n);
  const work = Promise.resolve(r);
  if (v === 'leaky') await Promise.race([shutdown, work]);
  else await work;
}
