import { expect } from 'chai';
import { visibleJson, visibleLines, visibleText } from '../../harness/core/escape-control-characters.js';

/** One of each kind that a terminal obeys, or that nobody sees. */
const UNSEEN: readonly (readonly [what: string, character: string, shown: string])[] = [
  ['a NUL', '\0', String.raw`\u0000`],
  ['an escape', '\u001b', String.raw`\u001b`],
  ['a DEL', '\u007f', String.raw`\u007f`],
  ['a C1 control', '\u009b', String.raw`\u009b`],
  ['a soft hyphen', '\u00ad', String.raw`\u00ad`],
  ['an Arabic letter mark', '\u061c', String.raw`\u061c`],
  ['a Mongolian vowel separator', '\u180e', String.raw`\u180e`],
  ['a zero width joiner', '\u200d', String.raw`\u200d`],
  ['a line separator', '\u2028', String.raw`\u2028`],
  ['a right-to-left override', '\u202e', String.raw`\u202e`],
  ['a word joiner', '\u2060', String.raw`\u2060`],
  ['an invisible plus', '\u2064', String.raw`\u2064`],
  ['a bidi isolate', '\u2066', String.raw`\u2066`],
  ['a deprecated format character', '\u206f', String.raw`\u206f`],
  ['a Hangul filler', '\u3164', String.raw`\u3164`],
  ['a variation selector', '\ufe0f', String.raw`\ufe0f`],
  ['a byte order mark', '\ufeff', String.raw`\ufeff`],
  ['an annotation', '\ufff9', String.raw`\ufff9`],
  ['the end of an annotation', '\ufffb', String.raw`\ufffb`],
  ['half a surrogate pair', '\ud800', String.raw`\ud800`],
  ['a tag', '\u{e0001}', String.raw`\u{e0001}`],
  ['the last tag', '\u{e007f}', String.raw`\u{e007f}`],
];

describe('visibleText()', () => {
  for (const [what, character, shown] of UNSEEN) {
    it(`writes ${what} as an escape`, () => {
      expect(visibleText(`a${character}b`)).to.equal(`a${shown}b`);
      expect(visibleLines(`a${character}b\nc`)).to.equal(`a${shown}b\nc`);
    });
  }

  it('leaves visible characters unchanged', () => {
    const text = 'Größe 🙂 类 كلمة a b\u00a0c';
    expect(visibleText(text)).to.equal(text);
    expect(visibleLines(text)).to.equal(text);
    expect(visibleJson({ text })).to.equal(JSON.stringify({ text }));
  });

  it('writes line ends and tabs as \\n and \\t; visibleLines() keeps line ends', () => {
    expect(visibleText('a\n\tb\r')).to.equal(String.raw`a\n\tb\u000d`);
    expect(visibleLines('a\r\n\tb\rc\n')).to.equal(`a\n${String.raw`\tb\u000dc`}\n`);
  });

  it('cuts text that exceeds the limit, and marks the cut', () => {
    expect(visibleText('x'.repeat(9), 9)).to.equal('x'.repeat(9));
    expect(visibleText('x'.repeat(10), 9)).to.equal(`${'x'.repeat(8)}…`);
    expect(visibleLines('x\n'.repeat(10), 9)).to.equal(`${'x\n'.repeat(4)}…`);
  });
});

describe('visibleJson()', () => {
  it('is the same value without any of these characters', () => {
    const value = Object.fromEntries(UNSEEN.map(([what, character]) => [`${what}${character}`, character]));
    const json = visibleJson({ value });
    expect(JSON.parse(json)).to.deep.equal({ value });
    for (const [what, character] of UNSEEN) expect(json.includes(character), what).to.equal(false);
    expect(visibleText(json, Infinity)).to.equal(json);
  });
});
