import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import translations from '../../cases/texts.zh-CN.js';
import { english, findTerms, LANGUAGES, simplifiedChinese } from '../../harness/render/page/index.js';
import type { Glossary } from '../../harness/render/page/index.js';
import { discoverCases } from '../../harness/workshop/index.js';
import { textsOfDefinition } from '../support/case-texts.js';
import { leavesOf } from '../support/page-leaves.js';
import { PROJECT } from '../support/project.js';

const SMALL: Glossary = [
  { id: 'entry', forms: ['entry', 'entries', '条目'], gloss: 'A pair.' },
  {
    id: 'stale-entry',
    forms: ['stale entry', 'stale entries', '陈旧条目'],
    gloss: 'A pair without its key.',
  },
  { id: 'key', forms: ['key', 'keys'], gloss: 'What a value is stored under.' },
  { id: 'map', forms: ['map', 'ThreadLocalMap'], gloss: 'The table of a thread.' },
  { id: 'javascript-map', forms: ['Map'], gloss: 'The class of JavaScript.' },
  { id: 'remove', forms: ['remove()'], gloss: 'Takes an entry out.' },
];

describe('the glossary', () => {
  for (const { languageName, glossary } of LANGUAGES) {
    it(`has each form once, and no empty one, in ${languageName}`, () => {
      const forms = glossary.flatMap((entry) => entry.forms);
      expect(forms.filter((form, at) => form === '' || forms.indexOf(form) !== at)).to.deep.equal([]);
      expect(glossary.filter((entry) => entry.forms.length === 0)).to.deep.equal([]);
    });

    it(`has each id once in ${languageName}, in the same order as in English`, () => {
      const ids = glossary.map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids).to.deep.equal(english.glossary.map(({ id }) => id));
    });
  }

  it('has only forms that occur in a text of the page or of a case in English', async () => {
    const found = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const cases = found.flatMap(({ definition }) => textsOfDefinition(definition));
    expect(deadForms(english.glossary, [...pageTexts(english), ...cases])).to.deep.equal([]);
  });

  it('has only forms that occur in a text of the page or of a case in Chinese', () => {
    const cases = leavesOf(translations).values();
    expect(deadForms(simplifiedChinese.glossary, [...pageTexts(simplifiedChinese), ...cases])).to.deep.equal(
      [],
    );
  });
});

describe('findTerms()', () => {
  it('splits a text into plain parts and terms, the longest form first', () => {
    expect(marked('A stale entry is an entry without a key.')).to.equal(
      'A [stale-entry: stale entry] is an [entry: entry] without a [key: key].',
    );
  });

  it('marks only the first occurrence of an entry in any form, and the others not in part', () => {
    expect(marked('stale entries, stale entry, key, keys')).to.equal(
      '[stale-entry: stale entries], stale entry, [key: key], keys',
    );
  });

  it('does not mark what was seen before, and adds what it marks', () => {
    const seen = new Set(['key']);
    expect(marked('Each entry has a key.', seen)).to.equal('Each [entry: entry] has a key.');
    expect([...seen]).to.deep.equal(['key', 'entry']);
  });

  it('ignores the case of the first letter, unless another entry has the exact form', () => {
    expect(marked('Keys of a Map, not of a map')).to.equal(
      '[key: Keys] of a [javascript-map: Map], not of a [map: map]',
    );
    expect(marked('KEY, kEY')).to.equal('KEY, kEY');
  });

  for (const text of [
    'monkey',
    'keyring',
    'map.set',
    'key.js',
    'this.key',
    '#key',
    '@key',
    'value-holds-key',
    'key-per-request',
    'key_1',
    'key2',
    'cases/key',
    'map(each)',
    'map[0]',
    'ключkey',
    '$key',
    'ThreadLocalMap.set',
    'local.remove()',
  ])
    it(`finds no term within ${text}`, () => {
      expect(findTerms(text, SMALL)).to.deep.equal([text]);
    });

  it('finds an identifier and a call that are forms themselves, before a stop or an apostrophe', () => {
    expect(marked('Call remove(). The ThreadLocalMap’s key')).to.equal(
      'Call [remove: remove()]. The [map: ThreadLocalMap]’s [key: key]',
    );
  });

  it('finds Chinese terms anywhere, and Latin ones between Chinese characters', () => {
    expect(marked('两个陈旧条目与3条目，无key者')).to.equal(
      '两个[stale-entry: 陈旧条目]与3[entry: 条目]，无[key: key]者',
    );
  });

  it('returns the text as one part if it has no term, and no part of an empty text', () => {
    expect(findTerms('nothing', SMALL)).to.deep.equal(['nothing']);
    expect(findTerms('key', [])).to.deep.equal(['key']);
    expect(findTerms('', SMALL)).to.deep.equal([]);
  });

  it('reads forms as plain text, whatever characters they have', () => {
    const odd: Glossary = ['a.b', '(', '[', '\\', '^$', '{1}', 'a|b', '*+?', '-', '/'].map((form) => ({
      id: form,
      forms: [form],
      gloss: 'Odd.',
    }));
    for (const { id } of odd) expect(findTerms(` ${id} `, odd).map(textOf)).to.deep.equal([' ', id, ' ']);
    expect(findTerms('axb', odd)).to.deep.equal(['axb']);
  });

  it('loses no character of any text, and marks each entry at most once', () => {
    const character = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));
    const word = fc.oneof(fc.constantFrom(...WORDS), character);
    const text = fc.array(word).map((words) => words.join(''));
    fc.assert(
      fc.property(text, fc.subarray(SMALL.map(({ id }) => id)), (hostile, before) => {
        const parts = findTerms(hostile, SMALL, new Set(before));
        expect(parts.map(textOf).join('')).to.equal(hostile);
        const ids = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.term.id]));
        expect(new Set([...ids, ...before]).size).to.equal(ids.length + before.length);
        expect(parts.map(textOf)).to.not.include('');
      }),
    );
  });
});

/** What random texts are made of, besides any characters, which may be halves of surrogate pairs. */
const WORDS = ['key', 'Stale entries', '条目', 'remove()', 'Map', '<b>', '.', ' ', '-', '’s'];

type Part = ReturnType<typeof findTerms>[number];

function textOf(part: Part): string {
  return typeof part === 'string' ? part : part.text;
}

/** The text with each term in brackets, after its id. */
function marked(text: string, seen?: Set<string>): string {
  return findTerms(text, SMALL, seen)
    .map((part) => (typeof part === 'string' ? part : `[${part.term.id}: ${part.text}]`))
    .join('');
}

/** The forms that are a term of none of the texts. */
function deadForms(glossary: Glossary, texts: readonly string[]): string[] {
  return glossary.flatMap(({ id, gloss, forms }) =>
    forms.filter((form) => {
      const alone: Glossary = [{ id, gloss, forms: [form] }];
      return !texts.some((text) => findTerms(text, alone).some((part) => typeof part !== 'string'));
    }),
  );
}

function pageTexts(texts: typeof english): string[] {
  return [...leavesOf(texts)].filter(([key]) => !key.startsWith('glossary.')).map(([, text]) => text);
}
