import { AsyncLocalStorage } from 'node:async_hooks';
const als = new AsyncLocalStorage();
class Ctx {
  constructor(n) {
    this.n = n;
  }
}
export async function iterate(v, n) {
  await als.run(new Ctx(n), async () => {
    await new Promise((r) => setTimeout(r, 1));
    return als.getStore().n;
  });
}
