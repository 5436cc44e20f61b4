class Buf {
  constructor() {
    this.a = new Float64Array(64);
  }
}
const free = [];
export async function iterate(v, n) {
  const want = 1 + Math.min(40, Math.floor(n / 12));
  const mine = [];
  for (let i = 0; i < want; i++) mine.push(free.pop() ?? new Buf());
  await null;
  free.push(...mine);
}
