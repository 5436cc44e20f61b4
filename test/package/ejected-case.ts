import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { heapwitness, reportIn, requireEqual } from './published-cases.js';

/** A case that needs a package. */
const EJECTED = 'values-outlive-keys';

/**
 * Copies a case from an installed package, and runs it with `npm install` and `npm start`. The package itself is installed
 * from its tarball, because no registry has it yet.
 *
 * @param folder where the package is installed
 * @throws {Error} when it does not end as stated
 */
export function tryEjectedCase(folder: string, tarball: string): void {
  heapwitness(folder, 0, 'cases', '--eject', EJECTED, 'ejected');
  const ejected = join(folder, 'ejected');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball];
  execFileSync('npm', install, { cwd: ejected, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('npm', ['start', '--silent'], { cwd: ejected, stdio: ['ignore', 'ignore', 'inherit'] });
  const { cases } = reportIn(ejected);
  requireEqual(
    cases.map(({ id, outcome, sources }) => [id, outcome, sources.map(({ name }) => name)]),
    [[EJECTED, 'as-stated', ['case.js', 'worker.js']]],
  );
  process.stdout.write('a copied case runs as a project of its own\n');
}
