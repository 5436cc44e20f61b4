import { AsyncLocalStorage } from 'node:async_hooks';
const als = new AsyncLocalStorage();
class Store {
  constructor(n) {
    this.n = n;
  }
}
export async function iteration({ index }) {
  await als.run(new Store(index), async () => {
    await new Promise((r) => setTimeout(r, 1));
  });
}
