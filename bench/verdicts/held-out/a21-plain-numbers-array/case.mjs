const samples = [];
export async function iterate(v, n) {
  samples.push({ t: n + 0.5, v: n * 1.1 });
  if (v === 'fixed' && samples.length > 50) samples.shift();
}
