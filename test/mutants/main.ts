import { createRequire } from 'node:module';
import { ProjectCopy } from '../support/project-copy.js';
import { mutants, type Mutant } from './mutants.js';

// npm run mutants [-- part of a name]: breaks a copy of the project in each named way; a killer that passes all the
// same fails the run. Every killer must pass on the unbroken copy first.
const require = createRequire(import.meta.url);
const wanted = mutants.filter(({ name }) => name.includes(process.argv[2] ?? ''));

const copy = new ProjectCopy('mutants');
let survivors: string[] = [];
try {
  copy.fill();
  const killers = new Map(wanted.map((mutant) => [JSON.stringify(mutant.killer), mutant]));
  for (const mutant of killers.values()) {
    if (!passes(mutant)) throw new Error(`${JSON.stringify(mutant.killer)} fails without any mutant.`);
  }
  survivors = wanted.filter((mutant) => !isKilled(mutant)).map(({ name }) => name);
} finally {
  copy.discard();
}
process.stdout.write(`${wanted.length - survivors.length} of ${wanted.length} mutants killed\n`);
for (const name of survivors) process.stdout.write(`survived: ${name}\n`);
process.exitCode = survivors.length > 0 || wanted.length === 0 ? 1 : 0;

/** A mutant may well offend the type checker; what counts is that it is emitted and run. */
function isKilled(mutant: Mutant): boolean {
  const killed = copy.edited(`Mutant "${mutant.name}"`, [mutant], () => !passes(mutant));
  process.stdout.write(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.name}\n`);
  return killed;
}

function passes({ killer }: Mutant): boolean {
  const command =
    'case' in killer
      ? ['dist/harness/cli/main.js', 'cases', killer.case]
      : [require.resolve('mocha/bin/mocha.js'), '--no-config', '--timeout', '60000', killer.test];
  return copy.run(command).status === 0;
}
