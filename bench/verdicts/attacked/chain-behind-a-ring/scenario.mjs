// A ring of fixed size holds the newest; each of them holds the one before.
class Span {
  constructor(index, parent) {
    this.index = index;
    this.parent = parent;
  }
}
const ring = Array.from({ length: 64 });
export function iteration({ index, variant }) {
  const before = ring[(index + 63) % 64];
  ring[index % 64] = new Span(index, variant === 'cut' ? before?.index : before);
}
