let timer;
class Change {
  constructor(n) {
    this.n = n;
  }
}
let pending = [];
export async function iterate(v, n) {
  pending.push(new Change(n));
  clearTimeout(timer);
  timer = setTimeout(() => {
    pending = [];
  }, 100);
}
