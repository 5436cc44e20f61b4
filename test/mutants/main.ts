import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PROJECT } from '../support/project.js';
import { mutants, type Mutant } from './mutants.js';

// npm run mutants [-- part of a name]: breaks a copy of the project in each named way; a killer that passes all the
// same fails the run. Every killer must pass on the unbroken copy first.
const LEFT_OUT = new Set(['node_modules', '.git', 'reports']);
const require = createRequire(import.meta.url);
const wanted = mutants.filter(({ name }) => name.includes(process.argv[2] ?? ''));

const copy = mkdtempSync(join(tmpdir(), 'heapwitness-mutants-'));
let survivors: string[] = [];
try {
  cpSync(PROJECT, copy, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  build();
  const killers = new Map(wanted.map((mutant) => [JSON.stringify(mutant.killer), mutant]));
  for (const mutant of killers.values()) {
    if (!passes(mutant)) throw new Error(`${JSON.stringify(mutant.killer)} fails without any mutant.`);
  }
  survivors = wanted.filter((mutant) => !isKilled(mutant)).map(({ name }) => name);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.stdout.write(`${wanted.length - survivors.length} of ${wanted.length} mutants killed\n`);
for (const name of survivors) process.stdout.write(`survived: ${name}\n`);
process.exitCode = survivors.length > 0 || wanted.length === 0 ? 1 : 0;

function isKilled(mutant: Mutant): boolean {
  const path = join(copy, mutant.file);
  const original = readFileSync(path, 'utf8');
  if (original.split(mutant.find).length !== 2) {
    throw new Error(`Mutant "${mutant.name}": its text occurs not once in ${mutant.file}. Write it anew.`);
  }
  try {
    writeFileSync(
      path,
      original.replace(mutant.find, () => mutant.replace),
    );
    build();
    const killed = !passes(mutant);
    process.stdout.write(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.name}\n`);
    return killed;
  } finally {
    writeFileSync(path, original);
    build();
  }
}

/** A mutant may well offend the type checker; what counts is that it is emitted and run. */
function build(): void {
  spawnSync(process.execPath, [join(PROJECT, 'node_modules/typescript/bin/tsc'), '-b'], { cwd: copy });
}

function passes({ killer }: Mutant): boolean {
  const command =
    'case' in killer
      ? ['--expose-gc', 'dist/harness/cli/main.js', 'cases', killer.case]
      : [
          '--expose-gc',
          require.resolve('mocha/bin/mocha.js'),
          '--no-config',
          '--timeout',
          '60000',
          killer.test,
        ];
  return spawnSync(process.execPath, command, { cwd: copy }).status === 0;
}
