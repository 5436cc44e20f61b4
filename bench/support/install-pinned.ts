import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Installs what a folder's package-lock.json pins, unless it is there. No install script is run.
 *
 * @param folder with a slash at its end
 * @param last one of the packages
 * @param what for the message
 */
export function installPinned(folder: URL, last: string, what: string): void {
  if (existsSync(new URL(`node_modules/${last}`, folder))) return;
  process.stderr.write(`Installing ${what} …\n`);
  execFileSync('npm', ['ci', '--prefix', fileURLToPath(folder), '--ignore-scripts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
