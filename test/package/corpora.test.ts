import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROJECT } from '../support/project.js';

interface CorpusCase {
  readonly name: string;
  readonly expected: Readonly<Record<string, string>>;
  readonly culprits: readonly { readonly name: string | null; readonly type: string }[];
}

const FOLDERS = ['verdicts/corpus', 'verdicts/held-out', 'verdicts/attacked', 'isolates'];

describe('the corpora of scenarios with known verdicts', () => {
  for (const name of FOLDERS) {
    const folder = join(PROJECT, 'bench', name);
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const { cases } = JSON.parse(text) as { cases: readonly CorpusCase[] };

    it(`have a scenario for each entry, and an entry for each scenario: ${name}`, () => {
      const there = readdirSync(folder).filter((one) => existsSync(join(folder, one, 'scenario.mjs')));
      expect(cases.map((one) => one.name).toSorted()).to.deep.equal(there.toSorted());
    });

    it(`name what leaks wherever a leak is expected: ${name}`, () => {
      const leaking = cases.filter(({ expected }) => Object.values(expected).some((one) => /leak/.test(one)));
      expect(leaking).to.not.deep.equal([]);
      expect(leaking.filter(({ culprits }) => culprits.length === 0).map((one) => one.name)).to.deep.equal(
        [],
      );
    });

    it(`expect verdicts, or an error of the scenario: ${name}`, () => {
      for (const { expected } of cases)
        for (const verdict of Object.values(expected))
          expect(verdict).to.match(/^(error|(clean|leak|inconclusive)(\|(clean|leak|inconclusive))?)$/);
    });
  }
});
