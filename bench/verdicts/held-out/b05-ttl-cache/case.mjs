class Session {
  constructor(n) {
    this.n = n;
    this.b = [n];
  }
}
const cache = new Map();
export async function iterate(v, n) {
  const k = 's' + n;
  cache.set(k, new Session(n));
  setTimeout(() => cache.delete(k), 400).unref();
}
