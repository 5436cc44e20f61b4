let t;
class Payload {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  const p = new Payload(index);
  clearTimeout(t);
  t = setTimeout(() => p.n, 50);
}
