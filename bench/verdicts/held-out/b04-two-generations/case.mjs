class Page {
  constructor(n) {
    this.n = n;
  }
}
let young = new Map(),
  old = new Map();
export async function iterate(v, n) {
  young.set('p' + n, new Page(n));
  if (young.size >= 400) {
    old = young;
    young = new Map();
  }
  return old.size;
}
