import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { judgeGrowth } from '../../harness/check/judge/growth-rule.js';
import { judgeSteps } from '../../harness/check/judge/step-rule.js';
import { hasGrownSteadily, judgeTurningNumbers } from '../../harness/check/judge/turnover.js';
import { resolveOptions } from '../../harness/check/options/resolved-options.js';
import {
  confirmingIterations,
  cycleIterations,
  idleIterations,
  lastIterations,
  leastIterations,
} from '../../harness/check/run/iteration-budget.js';
import { PROJECT } from '../support/project.js';

type Row = Readonly<Record<string, string>>;

const tables = tablesOf(readFileSync(join(PROJECT, 'docs', 'verdict.md'), 'utf8'));
/** The sensitivity of the examples. */
const ONE_IN = 50;

/** Returns the tables of a Markdown file, each as rows by column title. */
function tablesOf(text: string): Row[][] {
  const cellsOf = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return [...text.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => {
    const [titles = [], , ...rows] = table.trimEnd().split('\n').map(cellsOf);
    return rows.map((cells) => Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? ''])));
  });
}

function tableWith(...titles: string[]): Row[] {
  const found = tables.filter(([row = {}]) => titles.every((title) => title in row));
  expect(found, titles.join()).to.have.lengthOf(1);
  return found[0] ?? [];
}

/** Returns the numbers of a row's columns whose title has a number: iterations and what is counted after them. */
function numbersOf(row: Row): { iterations: number; count: number }[] {
  return Object.entries(row).flatMap(([title, cell]) => {
    const [iterations] = /[\d,]*\d/.exec(title) ?? [];
    if (iterations === undefined || cell === '–') return [];
    return [{ iterations: numberOf(iterations), count: numberOf(cell) }];
  });
}

function numberOf(text: string): number {
  const number = Number(text.replaceAll(',', ''));
  expect(Number.isFinite(number), text).to.equal(true);
  return number;
}

describe('docs/verdict.md', () => {
  it('states the quantities that follow from a sensitivity of 50', () => {
    const stated = Object.fromEntries(
      tableWith('quantity', 'S = 50').map((row) => [row['quantity'], row['S = 50']]),
    );
    const { iterations, sensitivity } = resolveOptions({});
    const slow = { iterationMs: 30, remainingMs: 1e9, oneIn: ONE_IN };
    const cheap = { ...slow, iterationMs: 0.01, survivorsPerIteration: 1, bytesPerIteration: 100 };
    const least = confirmingIterations({ ...slow, survivorsPerIteration: 1000, bytesPerIteration: 0 });
    const rare = { rarest: 1 / ONE_IN, cycles: 1, oneIn: ONE_IN };
    expect(sensitivity).to.equal(ONE_IN);
    expect(numberOf(stated['minimum iterations of a cycle'] ?? '')).to.equal(leastIterations(ONE_IN));
    expect(numberOf(stated['iterations of a cycle, by default'] ?? '')).to.equal(iterations);
    const first = numberOf(stated['iterations of the first cycles together'] ?? '');
    expect(first).to.equal(Math.ceil(6.22 * ONE_IN));
    expect(cycleIterations(97, 3, slow) * 3).to.be.within(first, first * 1.05);
    const firstRun = numberOf(stated['minimum iterations of a first run'] ?? '');
    expect(idleIterations(600 / firstRun, ONE_IN)).to.equal(firstRun);
    expect(idleIterations(600 / 599, ONE_IN)).to.equal(0);
    const confirming = numberOf(stated['minimum iterations that confirm a suspect'] ?? '');
    expect(least).to.be.below(confirming);
    const full = numberOf(stated['iterations after which caches are assumed to be full'] ?? '');
    expect(confirmingIterations({ ...cheap, survivorsPerIteration: 60 })).to.be.within(full, full + 10);
    const last = numberOf(stated['iterations of the last cycles for the rarest suspect'] ?? '');
    expect(lastIterations(97, 0.01, 600, rare)).to.be.within(last, last + 10);
  });

  for (const row of tableWith('first 291', 'result')) {
    const { 'what it is': what = '', result = '' } = row;
    it(`has an example that the rule judges as stated: ${what}`, () => {
      const stretches = numbersOf(row).map(({ iterations, count }) => ({ iterations, survivors: count }));
      const judged = judgeGrowth(stretches, ONE_IN);
      expect(stretches).to.have.lengthOf(3);
      expect(result).to.match(judged === 'open' ? /\bopen\b/ : new RegExp(`^${judged}`));
    });
  }

  for (const row of tableWith('first 2,309', 'what it is')) {
    const { 'what it is': what = '' } = row;
    it(`has a number of objects that grows steadily only if it is a queue: ${what}`, () => {
      const stretches = numbersOf(row).map(({ iterations, count }) => ({ iterations, survivors: count }));
      expect(stretches).to.have.length.above(2);
      expect(hasGrownSteadily(stretches, ONE_IN)).to.equal(what.startsWith('a queue'));
    });
  }

  for (const row of tableWith('after 2,309', 'what it is')) {
    const { 'what it is': what = '' } = row;
    it(`has a number of objects that grows in steps, as stated: ${what}`, () => {
      const looks = numbersOf(row);
      const cycles = looks.map(({ iterations, count }, at) => ({
        iterations: iterations - (looks[at - 1]?.iterations ?? 0),
        survivors: count - (looks[at - 1]?.count ?? 0),
      }));
      const seen = {
        survivors: [[], ...looks.map(({ count }, at) => [...Array<number>(at).fill(0), count])],
        older: [0, ...looks.map(() => 0)],
      };
      expect(looks).to.have.lengthOf(5);
      expect(what).to.include(`: ${judgeTurningNumbers(seen, cycles, ONE_IN)}`);
    });
  }

  for (const row of tableWith('after 97', 'result')) {
    const { 'what it is': what = '', result = '' } = row;
    it(`has a collection whose size the rule judges as stated: ${what}`, () => {
      const sizes = numbersOf(row).map(({ iterations, count }) => ({ iterations, size: count * 1024 }));
      expect(result).to.match(new RegExp(`^${judgeSteps(sizes, 2)}`));
    });
  }
});
