import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { discoverCases } from '../../harness/workshop/index.js';
import { PROJECT } from '../support/project.js';
import { mutants } from './mutants.js';

describe('the mutants', () => {
  it('have a name each', () => {
    const names = mutants.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
  });

  const fewest = {
    'what decides': [/^harness\/check\/judge\//, 40],
    'what finds holders': [/^harness\/retention\//, 5],
    'what reads snapshots': [/^harness\/heap\//, 15],
  } as const;
  for (const [what, [files, least]] of Object.entries(fewest)) {
    it(`are at least ${least} in ${what}`, () => {
      expect(mutants.filter(({ file }) => files.test(file))).to.have.length.at.least(least);
    });
  }

  for (const { name, file, find, replace } of mutants) {
    it(`apply to the sources as they are: ${name}`, () => {
      const text = readFileSync(join(PROJECT, file), 'utf8');
      expect(text.split(find)).to.have.lengthOf(2);
      expect(replace).not.to.equal(find);
    });
  }

  it('name killers that exist', () => {
    const tests = mutants.flatMap(({ killer }) => ('test' in killer ? [killer.test] : []));
    const sources = [...new Set(tests)].map((test) => test.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    expect(sources.filter((source) => !existsSync(join(PROJECT, source)))).to.deep.equal([]);
  });

  it('have one for each case that the case kills', async () => {
    const cases = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const killers = mutants.flatMap(({ killer }) => ('case' in killer ? [killer.case] : []));
    expect(cases.map(({ definition }) => definition.id).filter((id) => !killers.includes(id))).to.deep.equal(
      [],
    );
  });
});
