class Parsed {
  constructor(k) {
    this.k = k;
    this.parts = String(k).split('');
  }
}
const memo = new Map();
export async function iterate(v, n) {
  const k = (n * 37) % 700;
  if (!memo.has(k)) memo.set(k, new Parsed(k));
  return memo.get(k).parts.length;
}
