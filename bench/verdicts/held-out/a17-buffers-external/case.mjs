const kept = [];
export async function iterate(v, n) {
  const b = Buffer.alloc(20000, n);
  kept.push(b);
  if (v === 'fixed') kept.pop();
}
