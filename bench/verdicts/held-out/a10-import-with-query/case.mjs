export async function iterate(v, n) {
  const m = await import(
    'data:text/javascript,export const config = { n: ' +
      (v === 'leaky' ? n : n % 5) +
      ' }; export class Plugin {}'
  );
  return m.config.n;
}
