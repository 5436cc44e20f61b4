const kept = [];
class Odd {
  constructor(n) {
    this.n = n;
  }
}
export async function iteration({ index }) {
  await new Promise((r) => setTimeout(r, 8));
  if (index % 50 === 7) kept.push(new Odd(index));
}
