import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import translations from '../cases/texts.zh-CN.js';
import { discoverCases } from '../harness/workshop/index.js';
import { PROJECT } from './support/project.js';

/** The cases that say nothing of Java, and what they are about instead. */
const NOT_OF_JAVA: Readonly<Record<string, string>> = {
  'three-captures': 'three ways into V8',
};

/** A row of the recorded facts, as a text refers to it. */
const REFERENCE = /jdk-facts\.md[,，]\s*((?:[A-Z]\d+(?:\s*(?:,|，|、|and|和|与)\s*)?)+)/g;

const facts = await readFile(join(PROJECT, 'docs', 'jdk-facts.md'), 'utf8');
const rows = [...facts.matchAll(/<a id="([^"]+)"><\/a>(\S+)/g)].map(([, id = '', shown = '']) => [
  id,
  shown.replace(/:$/, ''),
]);
const ids = new Set(rows.map(([id = '']) => id));

describe('what backs the statements about Java', () => {
  it('is recorded in rows that each have an anchor of their own, named as the row is', () => {
    expect(ids.size).to.equal(rows.length).and.be.at.least(79);
    expect(rows.filter(([id, shown]) => id !== shown)).to.deep.equal([]);
    const unnamed = facts.split('\n').filter((line) => /^\| *[A-Z]\d+ *\|/.test(line));
    expect(unnamed).to.deep.equal([]);
  });

  it('is there in every case, or there is a reason why not', async () => {
    const cases = await definitions();
    const without = cases.filter(({ source: { backedBy = [] } }) => backedBy.length === 0);
    expect(without.map(({ id }) => id).sort()).to.deep.equal(Object.keys(NOT_OF_JAVA).sort());
  });

  it('is a row that exists, or the address of a document, and each only once', async () => {
    for (const { id, source } of await definitions()) {
      const { backedBy = [] } = source;
      const unknown = backedBy.filter((one) => !ids.has(one) && !one.startsWith('https://'));
      expect(unknown, id).to.deep.equal([]);
      expect(new Set(backedBy).size, id).to.equal(backedBy.length);
    }
  });

  it('has each row that the texts of the case name, in English and in Chinese', async () => {
    for (const { id, claim, why, source, inShort } of await definitions()) {
      const texts = JSON.stringify([
        claim,
        why,
        inShort,
        Object.entries(translations).find(([one]) => one === id),
      ]);
      const named = [...texts.matchAll(REFERENCE)].flatMap(([, list = '']) => list.match(/[A-Z]\d+/g) ?? []);
      expect(source.backedBy ?? [], id).to.include.members(named);
    }
  });
});

async function definitions(): Promise<Awaited<ReturnType<typeof discoverCases>>[number]['definition'][]> {
  const cases = await discoverCases(join(PROJECT, 'dist', 'cases'));
  return cases.map(({ definition }) => definition);
}
