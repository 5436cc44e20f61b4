import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROJECT } from '../support/project.js';

const read = (...path: string[]): string => readFileSync(join(PROJECT, ...path), 'utf8');

/** Lines that a run prints besides its summary. */
const PROGRESS = /^✔ (\d+)\/(\d+) (\S+) · as stated \(\d+\.\d s\)$/;
const REPORT = /^Report: reports\/latest\/index\.html$/;

describe('the output of a run of all cases in the README', () => {
  const summary = read('reports', 'example', 'summary.txt').split('\n');
  const report = JSON.parse(read('reports', 'example', 'report.json')) as { cases: { id: string }[] };

  for (const file of ['README.md', 'README.zh-CN.md']) {
    it(`consists of lines of the example report: ${file}`, () => {
      const blocks = [...read(file).matchAll(/```text\n([^]*?)```/g)].map(([, text = '']) => text);
      const shown = blocks.find((text) => text.startsWith('✔ 1/'))?.split('\n') ?? [];
      expect(shown).to.have.length.above(10);
      for (const line of shown) {
        const [, at, of, id] = PROGRESS.exec(line) ?? [];
        if (id !== undefined) {
          expect(report.cases[Number(at) - 1]?.id, line).to.equal(id);
          expect(Number(of), line).to.equal(report.cases.length);
        } else if (line !== '…' && !REPORT.test(line)) expect(summary, line).to.include(line);
      }
    });
  }
});
