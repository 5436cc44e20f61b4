import { readFileSync } from 'node:fs';

/** The parts of heapwitness's own `package.json` that are used. */
export interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
}

/** Returns the version of heapwitness, and the range of Node versions on which it runs. */
export function ownPackage(): OwnPackage {
  const file = new URL('../../../package.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as OwnPackage;
}
