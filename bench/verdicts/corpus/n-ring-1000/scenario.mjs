const r = new Array(1000).fill(null);
class Rec {
  constructor(n) {
    this.n = n;
    this.t = [n];
  }
}
export function iteration({ index }) {
  r[index % 1000] = new Rec(index);
}
