const m = new Map();
class P {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  m.set(index, new P(index));
  if (m.size > 4000) m.delete(m.keys().next().value);
}
