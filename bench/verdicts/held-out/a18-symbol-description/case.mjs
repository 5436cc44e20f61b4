const marks = new Set();
const o = {};
export async function iterate(v, n) {
  const s = Symbol('mark ' + n);
  marks.add(s);
  if (v === 'fixed') marks.delete(s);
}
