let table = new Array(60000).fill(0).map((_, i) => ({ i }));
class Leaked {
  constructor(n) {
    this.n = n;
  }
}
const kept = [];
export function iteration({ index }) {
  table.length = Math.max(0, table.length - 20);
  kept.push(new Leaked(index));
}
