const h = [];
const Ks = Array.from({ length: 300 }, (_, i) => ({ ['Klass' + i]: class {} })['Klass' + i]);
export function iteration() {
  for (const K of Ks) h.push(new K());
}
