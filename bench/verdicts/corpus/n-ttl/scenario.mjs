const m = new Map();
class Ent {
  constructor() {
    this.t = Date.now();
  }
}
export function iteration({ index }) {
  const now = Date.now();
  for (const [k, v] of m) {
    if (now - v.t > 400) m.delete(k);
    else break;
  }
  m.set(index, new Ent());
}
