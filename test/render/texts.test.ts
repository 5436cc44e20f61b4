import { expect } from 'chai';
import { english, LANGUAGES, simplifiedChinese } from '../../harness/render/page/index.js';
import { leavesOf } from '../support/page-leaves.js';

/** Words that are the same in both languages: names of things, and what the course texts themselves say in English. */
const SAME = new Set(['heapwitness', 'null', 'key', 'value', 'GC', 'v8.queryObjects', 'worker', 'Java', '']);
/** Numbers look alike everywhere, and what is only put together of what it is given. */
const NUMBERS = new Set([
  'number',
  'dateTime',
  'page.comparison',
  'verdict.perIteration',
  'verdict.comma',
  'verdict.balance.named',
]);

describe('the texts of the page', () => {
  const here = leavesOf(english);

  for (const texts of LANGUAGES.slice(1)) {
    const there = leavesOf(texts);

    it(`have the same keys in ${texts.languageName} as in English`, () => {
      expect([...there.keys()].filter(isShared)).to.deep.equal([...here.keys()].filter(isShared));
    });

    it(`are all translated into ${texts.languageName}`, () => {
      const untranslated = [...here].filter(
        ([key, text]) => isShared(key) && !isNeutral(key, text) && there.get(key) === text,
      );
      expect(untranslated).to.deep.equal([]);
    });
  }

  it('distinguish singular and plural', () => {
    expect(english.happened.keysDied(1)).to.equal('1 key died');
    expect(english.happened.keysDied(1000)).to.equal('1,000 keys died');
    expect(english.overview.overall({ ...TOTALS, cases: 1, asStated: 1 })).to.equal(
      'The one case ended as stated.',
    );
  });

  it('state how many cases did not end as stated', () => {
    const totals = { ...TOTALS, cases: 4, asStated: 1, notAsStated: 2, failed: 1 };
    expect(english.overview.overall(totals)).to.equal(
      '1 of 4 cases ended as stated; 2 did not, 1 could not be carried out.',
    );
    expect(simplifiedChinese.overview.overall(totals)).to.equal(
      '4 个案例中有 1 个与预期一致；2 个不符，1 个未能完成。',
    );
  });
});

const TOTALS = { cases: 0, asStated: 0, notAsStated: 0, failed: 0, variants: 0, elapsedMs: 0 };

/** Each language has forms of its own of a term. */
function isShared(key: string): boolean {
  return !/^glossary\.\d+\.forms\./.test(key);
}

function isNeutral(key: string, text: string): boolean {
  return (
    SAME.has(text) ||
    NUMBERS.has(key) ||
    /^terms\.rows\.\d+\.[01]$|^language$|^glossary\.\d+\.id$|\bjoin$/.test(key)
  );
}
