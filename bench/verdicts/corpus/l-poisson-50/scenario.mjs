const kept = [];
class Odd {
  constructor(n) {
    this.n = n;
  }
}
export async function iteration({ index }) {
  await null;
  if (Math.random() < 1 / 50) kept.push(new Odd(index));
}
