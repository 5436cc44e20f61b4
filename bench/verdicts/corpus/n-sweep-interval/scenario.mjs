const a = new Set();
class Item {
  constructor(n) {
    this.n = n;
  }
}
setInterval(() => a.clear(), 700).unref();
export async function iteration({ index }) {
  a.add(new Item(index));
  await null;
}
