let a = [];
class Item {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  a.push(new Item(index));
  if (index % 500 === 499) a = [];
}
