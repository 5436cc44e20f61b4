import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
  if (existsSync(new URL('node_modules/node-26', HERE))) return;
  process.stderr.write('Installing the versions of Node that bench/node-versions/package.json pins …\n');
  execFileSync('npm', ['ci', '--prefix', fileURLToPath(HERE), '--ignore-scripts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** One of the binaries, which must be installed. */
export function nodeOf(major: number): NodeBinary {
  const folder = new URL(`node_modules/node-${major}/`, HERE);
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string };
  return { file: fileURLToPath(new URL('bin/node', folder)), version: manifest.version };
}
