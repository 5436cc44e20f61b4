globalThis.__stats ??= { byUser: {} };
export async function iterate(v, n) {
  const key = v === 'leaky' ? 'user-' + n : 'user-' + (n % 20);
  globalThis.__stats.byUser[key] = { hits: n, last: [n, n] };
}
