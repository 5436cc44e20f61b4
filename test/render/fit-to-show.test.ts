import { expect } from 'chai';
import { fitToShow } from '../../harness/render/model/fit-to-show.js';

const HIDDEN = 'a\u001b[2Jb\u202ec';
const SHOWN = String.raw`a\u001b[2Jb\u202ec`;

describe('fitToShow()', () => {
  it('escapes control characters in every string and key, at any depth', () => {
    const data = { label: HIDDEN, list: [[HIDDEN], { [HIDDEN]: { why: HIDDEN, seen: HIDDEN } }] };
    expect(fitToShow(data)).to.deep.equal({
      label: SHOWN,
      list: [[SHOWN], { [SHOWN]: { why: SHOWN, seen: SHOWN } }],
    });
  });

  it('returns equal data if there is nothing to escape or to truncate, and does not change its input', () => {
    const data = Object.freeze({
      id: 7,
      name: 'Session',
      none: null,
      isOld: true,
      list: Object.freeze([1, 'x']),
    });
    const shown = fitToShow(data);
    expect(shown).to.deep.equal(data);
    expect(shown).to.not.equal(data);
  });

  it('truncates names after 300 characters, sentences after 1,000 and paragraphs after 4,000', () => {
    const text = 'x'.repeat(5000);
    const { label, seen, why } = fitToShow({ label: text, seen: text, why: text });
    expect([label, seen, why].map(({ length }) => length)).to.deep.equal([300, 1000, 4000]);
    expect(label).to.match(/…$/);
  });

  it('names files relative to the scenario, and contains no absolute path', () => {
    const shown = fitToShow(
      {
        scenario: 'file:///srv/shop/checks/a.mjs',
        position: { url: 'file:///srv/shop/src/session.js', line: 1, column: 2 },
        path: [{ node: 'module file:///srv/shop/src/session.js: a module stays' }],
        message: 'at open (file:///home/someone/else/deep/b.js:1:2)\n at x (/srv/shop/checks/c.js)',
      },
      'file:///srv/shop/checks/a.mjs',
    );
    expect(shown.position.url).to.equal('../src/session.js');
    expect(shown.path[0]?.node).to.equal('module ../src/session.js: a module stays');
    expect(JSON.stringify(shown)).to.not.match(/\/srv|\/home/);
  });

  it('shortens paths in the texts of a variant that failed', () => {
    const text = 'expected 3, found 4: see /home/someone/work/shop/src/a.js:3:1';
    const shown = fitToShow({ reason: text, seen: text, differences: [text], disagreements: [text] });
    expect(JSON.stringify(shown)).to.not.include('/home');
    expect(shown.differences[0]).to.equal('expected 3, found 4: see …/src/a.js:3:1');
  });

  it('adjusts the start of a reference if escapes make its owner longer', () => {
    const { reference } = fitToShow({ reference: { text: `\u001bstore.sessions`, start: 6, suspect: true } });
    expect(reference.text.slice(reference.start)).to.equal('.sessions');
    expect(reference).to.include({ suspect: true });
  });

  it('treats keys that every object inherits like any others', () => {
    const words = Object.fromEntries(['constructor', '__proto__', 'toString'].map((key) => [key, HIDDEN]));
    const shown = fitToShow({ labels: words }).labels;
    expect(Object.entries(shown)).to.deep.equal(Object.keys(words).map((key) => [key, SHOWN]));
  });
});
