class Locale {
  constructor(n) {
    this.n = n;
    this.table = new Map([[n, { n }]]);
  }
}
const locales = {};
export async function iterate(v, n) {
  if (n % 40 === 0 && n < 600) locales['l' + n] = new Locale(n);
  return Object.keys(locales).length;
}
