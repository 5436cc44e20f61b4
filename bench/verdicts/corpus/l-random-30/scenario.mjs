const kept = [];
class Odd {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  if (Math.random() < 1 / 30) kept.push(new Odd(index));
}
