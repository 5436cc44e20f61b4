class Bucket {
  constructor(k) {
    this.k = k;
    this.count = 0;
  }
}
const h = new Map();
export async function iterate(v, n) {
  const k = Math.floor(Math.log2(n + 1) * 12);
  let b = h.get(k);
  if (!b) h.set(k, (b = new Bucket(k)));
  b.count++;
}
