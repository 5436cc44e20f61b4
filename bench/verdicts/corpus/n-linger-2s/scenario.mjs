const a = new Set();
class Item {
  constructor(n) {
    this.n = n;
  }
}
export async function iteration({ index }) {
  const i = new Item(index);
  a.add(i);
  setTimeout(() => a.delete(i), 2000);
}
