import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from './project.js';

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** Paths of its files. */
  readonly paths: readonly string[];
}

/** Options of npm for installing it in an empty folder. */
export const INSTALL: readonly string[] = ['--prefer-offline', '--no-audit', '--no-fund'];

/** Packs the built project into a folder. */
export function pack(folder: string): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', args, {
    cwd: PROJECT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [packed] = JSON.parse(output) as { filename: string; files: { path: string }[] }[];
  if (packed === undefined) throw new Error('npm pack packed nothing.');
  return { tarball: join(folder, packed.filename), paths: packed.files.map(({ path }) => path) };
}
