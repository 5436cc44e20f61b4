/**
 * `npm run bench:thread-local [rounds]`: what a thread-local costs beside `Map`, `WeakMap` and `AsyncLocalStorage`. All
 * subjects take turns of a moment, so that a machine that is slow for some seconds is slow for all of them.
 */
import { relative } from 'node:path';
import { describeMachine, formatMachine } from '../support/machine.js';
import { reportProgress } from '../support/progress.js';
import { replaceMarked, writeResults } from '../support/results.js';
import { COLUMNS, formatCosts, judge, mediansOf, type Turn } from './cost-table.js';
import { SubjectProcess } from './subject-process.js';
import { SUBJECTS } from './subjects.js';

const DEFAULT_ROUNDS = 5;
const TURNS = 11;

const [roundsText = String(DEFAULT_ROUNDS), markdown] = process.argv.slice(2);
const machine = describeMachine();
const turns = await measureAll(Number(roundsText));
const text = `${formatCosts(turns)}\n\n${judge(turns).join('\n')}`;
console.log(`\n${text}\n\n${formatMachine(machine)}`);
if (markdown !== undefined)
  replaceMarked(markdown, 'bench:thread-local', `${text}\n\n_${formatMachine(machine)}_`);
const figures = { machine, nanoseconds: mediansOf(turns) };
console.log(`Figures: ${relative('', writeResults('thread-local', figures))}`);

/** The turns of all rounds, by operation and number of keys. */
async function measureAll(rounds: number): Promise<Map<string, Turn[]>> {
  const all = new Map(COLUMNS.map((column): [string, Turn[]] => [column, []]));
  for (let round = 1; round <= rounds; round++) {
    reportProgress(`round ${round} of ${rounds}`);
    const subjects = Object.keys(SUBJECTS).map((name) => new SubjectProcess(name));
    try {
      for (const [column, taken] of all) {
        // The first turn warms up.
        await takeTurn(subjects, column);
        for (let turn = 1; turn <= TURNS; turn++) taken.push(await takeTurn(subjects, column));
      }
    } finally {
      for (const subject of subjects) subject.end();
    }
  }
  return all;
}

async function takeTurn(subjects: readonly SubjectProcess[], column: string): Promise<Turn> {
  const turn: Record<string, number> = {};
  for (const subject of subjects) turn[subject.name] = await subject.measure(column);
  return turn;
}
