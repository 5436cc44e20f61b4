import { AsyncLocalStorage } from 'node:async_hooks';
const als = new AsyncLocalStorage();
class Store {
  constructor(n) {
    this.n = n;
  }
}
export async function iterate(v, n) {
  await als.run(new Store(n), async () => {
    const t = setTimeout(() => {}, 600000);
    t.unref();
    if (v === 'fixed') clearTimeout(t);
  });
}
