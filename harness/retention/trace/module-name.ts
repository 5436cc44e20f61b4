/**
 * Returns the name of a module in a signature: its package and file, without parts that differ between installations
 * and builds: folders, extension, query, and a hash in the file name. `index` and the like get their folder's name.
 */
export function moduleName(url: string): string {
  if (url === '') return 'script';
  if (url.startsWith('data:')) return 'data';
  const path = url.replace(/[?#].*$/s, '').replaceAll('\\', '/');
  const parts = path.split('/').filter((part) => part !== '');
  const file = (parts.pop() ?? '').replace(/\.[cm]?[jt]sx?$/, '').replace(/[-.][0-9a-f]{6,}$/i, '');
  const owner = packageOf(path) ?? (/^(index|main)$/.test(file) ? parts.at(-1) : undefined);
  return owner === undefined ? file : `${owner}/${file}`;
}

function packageOf(path: string): string | undefined {
  const inside = path.split('/node_modules/').at(-1);
  if (inside === undefined || inside === path) return undefined;
  return /^(@[^/]+\/)?[^/]+/.exec(inside)?.[0];
}
