import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPinned } from '../support/install-pinned.js';

const HERE = new URL('../../../bench/node-versions/', import.meta.url);

/** A program that runs JavaScript. */
export interface NodeBinary {
  readonly file: string;
  /** Such as `24.21.0`. */
  readonly version: string;
}

/** The major versions that there are binaries of. */
export const NODE_MAJORS: readonly number[] = [20, 22, 24, 26];

/** Installs the pinned binaries, for Linux on x64, unless they are there. */
export function installNodes(): void {
  installPinned(HERE, 'node-26', 'the versions of Node that bench/node-versions/package.json pins');
}

/** One of the binaries, which must be installed. */
export function nodeOf(major: number): NodeBinary {
  const folder = new URL(`node_modules/node-${major}/`, HERE);
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string };
  return { file: fileURLToPath(new URL('bin/node', folder)), version: manifest.version };
}
