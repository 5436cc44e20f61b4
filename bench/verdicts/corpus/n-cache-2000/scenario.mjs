const m = new Map();
class Page {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  const k = index % 2000;
  if (!m.has(k)) m.set(k, new Page(k));
}
