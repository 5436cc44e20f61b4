const later = [];
export async function iterate(v, n) {
  const data = { n, list: [n] };
  const flush = () => data;
  if (n % 50 === 7) {
    later.push(flush);
    if (v === 'fixed') later.length = 0;
  }
}
