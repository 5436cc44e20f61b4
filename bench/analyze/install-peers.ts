import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BENCH = new URL('../../../bench/', import.meta.url);

/** Installs the pinned peers into `bench/`, unless they are there. None of their install scripts is run. */
export function installPeers(): void {
  if (existsSync(new URL('node_modules/heap-snapshot-toolkit', BENCH))) return;
  process.stderr.write('Installing the peers that bench/package.json pins …\n');
  execFileSync('npm', ['ci', '--prefix', fileURLToPath(BENCH), '--ignore-scripts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
