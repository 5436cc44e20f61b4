const m = new Map();
const r = new FinalizationRegistry((k) => m.delete(k));
class Img {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  const i = new Img(index);
  m.set(index, new WeakRef(i));
  r.register(i, index);
}
