let q = [];
let t;
class Ev {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  q.push(new Ev(index));
  clearTimeout(t);
  t = setTimeout(() => {
    q = [];
  }, 900);
}
