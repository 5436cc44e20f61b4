class Node1 {
  constructor(v, next) {
    this.v = v;
    this.next = next;
  }
}
let head = null;
export async function iterate(v, n) {
  head = new Node1(n, v === 'leaky' ? head : null);
}
