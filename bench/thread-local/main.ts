/**
 * `npm run bench:thread-local [rounds]`: what a thread-local costs beside `Map`, `WeakMap` and `AsyncLocalStorage`. Each
 * subject has a process of its own in every round, so that none meets code compiled for another.
 */
import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine, formatMachine } from '../support/machine.js';
import { reportProgress } from '../support/progress.js';
import { replaceMarked, writeResults } from '../support/results.js';
import { formatCosts, type Costs, judge } from './cost-table.js';
import { SUBJECTS } from './subjects.js';

const PROGRAM = fileURLToPath(new URL('./measure-subject.js', import.meta.url));
const DEFAULT_ROUNDS = 5;

const [roundsText = String(DEFAULT_ROUNDS), markdown] = process.argv.slice(2);
const machine = describeMachine();
const costs = measureAll(Number(roundsText));
const text = `${formatCosts(costs)}\n\n${judge(costs).join('\n')}`;
console.log(`\n${text}\n\n${formatMachine(machine)}`);
if (markdown !== undefined)
  replaceMarked(markdown, 'bench:thread-local', `${text}\n\n_${formatMachine(machine)}_`);
console.log(`Figures: ${relative('', writeResults('thread-local', { machine, nanoseconds: costs }))}`);

/** Nanoseconds by subject, and by operation and number of keys: the least over the rounds, for others only add to it. */
function measureAll(rounds: number): Costs {
  const names = Object.keys(SUBJECTS);
  const runs = new Map(names.map((name) => [name, [] as Record<string, number>[]]));
  for (let round = 1; round <= rounds; round++) {
    reportProgress(`round ${round} of ${rounds}`);
    for (const name of names) {
      const stdout = execFileSync(process.execPath, [PROGRAM, name], { encoding: 'utf8' });
      runs.get(name)?.push(JSON.parse(stdout) as Record<string, number>);
    }
  }
  return Object.fromEntries([...runs].map(([name, all]) => [name, leastOf(all)]));
}

function leastOf(runs: readonly Record<string, number>[]): Record<string, number> {
  const keys = Object.keys(runs[0] ?? {});
  return Object.fromEntries(keys.map((key) => [key, Math.min(...runs.map((run) => run[key] ?? Number.NaN))]));
}
