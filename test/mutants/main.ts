import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { drawn } from '../support/drawn.js';
import { COMMAND_FILE } from '../support/project.js';
import { ProjectCopies } from '../support/project-copies.js';
import type { CopyRun, ProjectCopy } from '../support/project-copy.js';
import type { Mutant } from './mutant.js';
import { mutants } from './mutants.js';

// npm run mutants [-- part of a name, or of a file] [--sample N] [--seed S]: breaks copies of the project in each named way, or in N
// ways drawn by a seed that is printed; a killer that passes all the same fails the run. Every killer must pass on an
// unbroken copy first.
const require = createRequire(import.meta.url);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string' } },
});
const [part = ''] = positionals;
const named = mutants.filter(({ name, file }) => name.includes(part) || file.includes(part));
const wanted = drawn(named, 'mutants', values);
const killers = [...new Map(wanted.map((mutant) => [JSON.stringify(mutant.killer), mutant])).values()];

const copies = new ProjectCopies('mutants');
const survivors: string[] = [];
try {
  await copies.fill();
  await copies.share(killers, async (mutant, copy) => {
    const { status, stdout, stderr } = await runKiller(mutant, copy);
    if (status === 0) return;
    throw new Error(`${JSON.stringify(mutant.killer)} fails without any mutant:\n${stdout}\n${stderr}`);
  });
  await copies.share(wanted, async (mutant, copy) => {
    const started = performance.now();
    const killed = await isKilled(mutant, copy);
    const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(3);
    process.stdout.write(`${killed ? 'killed  ' : 'SURVIVED'} ${seconds} s  ${mutant.name}\n`);
    if (!killed) survivors.push(mutant.name);
  });
} finally {
  copies.discard();
}
process.stdout.write(`${wanted.length - survivors.length} of ${wanted.length} mutants killed\n`);
for (const name of survivors) process.stdout.write(`survived: ${name}\n`);
process.exitCode = survivors.length > 0 || wanted.length === 0 ? 1 : 0;

/** A mutant may well offend the type checker; what counts is that it is emitted and run. */
function isKilled(mutant: Mutant, copy: ProjectCopy): Promise<boolean> {
  return copy.edited(
    `Mutant "${mutant.name}"`,
    [mutant],
    async () => (await runKiller(mutant, copy)).status !== 0,
  );
}

function runKiller({ killer }: Mutant, copy: ProjectCopy): Promise<CopyRun> {
  const command =
    'case' in killer
      ? [COMMAND_FILE, 'cases', killer.case]
      : [require.resolve('mocha/bin/mocha.js'), '--no-config', '--bail', '--timeout', '60000', killer.test];
  return copy.run(command);
}
