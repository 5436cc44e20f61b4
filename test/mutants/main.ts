import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { drawn } from '../support/drawn.js';
import { COMMAND_FILE } from '../support/project.js';
import { type CopyRun, ProjectCopy } from '../support/project-copy.js';
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

const copies = Array.from({ length: availableParallelism() }, () => new ProjectCopy('mutants'));
const survivors: string[] = [];
try {
  await Promise.all(copies.map((copy) => copy.fill()));
  await shared(killers, async (mutant, copy) => {
    const { status, stdout, stderr } = await runKiller(mutant, copy);
    if (status === 0) return;
    throw new Error(`${JSON.stringify(mutant.killer)} fails without any mutant:\n${stdout}\n${stderr}`);
  });
  await shared(wanted, async (mutant, copy) => {
    const started = performance.now();
    const killed = await isKilled(mutant, copy);
    const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(3);
    process.stdout.write(`${killed ? 'killed  ' : 'SURVIVED'} ${seconds} s  ${mutant.name}\n`);
    if (!killed) survivors.push(mutant.name);
  });
} finally {
  for (const copy of copies) copy.discard();
}
process.stdout.write(`${wanted.length - survivors.length} of ${wanted.length} mutants killed\n`);
for (const name of survivors) process.stdout.write(`survived: ${name}\n`);
process.exitCode = survivors.length > 0 || wanted.length === 0 ? 1 : 0;

/** Does it with each mutant, as many at a time as there are copies; waits for all, and then throws what went wrong. */
async function shared(
  mine: readonly Mutant[],
  act: (mutant: Mutant, copy: ProjectCopy) => Promise<void>,
): Promise<void> {
  const waiting = [...mine];
  const done = copies.map(async (copy) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next, copy);
  });
  for (const outcome of await Promise.allSettled(done))
    if (outcome.status === 'rejected') throw outcome.reason;
}

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
