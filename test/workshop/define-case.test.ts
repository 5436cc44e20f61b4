import { expect } from 'chai';
import { defineCase } from 'heapwitness/workshop';
import type { CaseDefinition } from 'heapwitness/workshop';
import { expectHeapwitnessError, thrownBy } from '../support/errors.js';

const GOOD: CaseDefinition = {
  id: 'a-good-1',
  chapter: 1,
  position: 2.5,
  title: 'A title',
  claim: 'A claim.',
  source: { file: 'file', quote: '引', translation: 'quote' },
  why: 'Because.',
  worker: new URL('file:///worker.js'),
  valueClasses: [],
  cycles: 1,
  variants: { only: { title: 'only', role: 'other', stated: null } },
  experiment: () => Promise.resolve(),
};
const IN_SHORT = { stays: 'this', collections: 'no', calls: 'some', cure: 'that', bound: 'so far' };
const STATED = { keys: 0, values: 0, staleEntries: 0 };

describe('defineCase()', () => {
  it('returns a valid definition, frozen', () => {
    const definition = { ...GOOD };
    expect(defineCase(definition)).to.equal(definition);
    expect(Object.isFrozen(definition)).to.equal(true);
    defineCase({ ...GOOD, source: { ...GOOD.source, backedBy: ['D2', 'https://docs.example/a.html#b'] } });
    defineCase({ ...GOOD, inShort: IN_SHORT, chainTo: 'Loader' });
  });

  const bad: Record<string, readonly unknown[]> = {
    id: [undefined, '', 'Upper', 'under_score', '-first', 'a--b', '../up', 7],
    chapter: [undefined, Number.NaN, '1'],
    position: [undefined, Infinity, '1'],
    title: [undefined, ''],
    claim: [undefined, ''],
    source: [
      undefined,
      null,
      'file',
      { file: 'file', quote: '引' },
      { ...GOOD.source, quote: '' },
      { ...GOOD.source, outcome: 'maybe' },
      ...[
        'D2',
        [2],
        [''],
        ['d2'],
        ['D2.'],
        ['docs/jdk-facts.md'],
        ['http://a.example/'],
        ['https://'],
        ['https://a.example/<b>'],
        ['javascript:alert(1)'],
      ].map((backedBy) => ({ ...GOOD.source, backedBy })),
    ],
    why: [undefined, '', ['Because.']],
    inShort: ['always', {}, { ...IN_SHORT, calls: '' }, { ...IN_SHORT, bound: 3 }],
    worker: [undefined, './worker.js'],
    valueClasses: [undefined, 'Value', [1], [''], ['Value', 'Thread']],
    chainTo: [null, '', 1],
    cycles: [undefined, 0, -1, 1.5, Number.NaN, '4'],
    variants: [undefined, null, {}],
    experiment: [undefined, 'text'],
  };
  for (const [field, values] of Object.entries(bad)) {
    for (const value of values) {
      it(`rejects ${field} = ${typeof value === 'number' ? value : JSON.stringify(value)} with ERR_CASE_DEFINITION`, () => {
        const error = thrownBy(() => defineCase({ ...GOOD, [field]: value }));
        const { message } = expectHeapwitnessError(error, 'ERR_CASE_DEFINITION');
        expect(message).to.include(`${field} cannot be`);
      });
    }
  }

  const variants: Record<string, object> = {
    'with an invalid name': { '../up': { title: 'up', role: 'other', stated: null } },
    'without a statement': { only: null },
    'without a title': { only: { role: 'other', stated: null } },
    'with an unknown role': { only: { title: 'only', role: 'leaky', stated: null } },
    'with nothing stated': { only: { title: 'only', role: 'other' } },
    'with a count missing': { only: { title: 'only', role: 'other', stated: { keys: 1, values: 1 } } },
    'with a negative count': { only: { title: 'only', role: 'other', stated: { ...STATED, keys: -1 } } },
    'with half an object': { only: { title: 'only', role: 'other', stated: { ...STATED, values: 0.5 } } },
  };
  for (const [what, value] of Object.entries(variants)) {
    it(`rejects a variant ${what} with ERR_CASE_DEFINITION`, () => {
      const error = thrownBy(() => defineCase({ ...GOOD, variants: value } as CaseDefinition));
      expectHeapwitnessError(error, 'ERR_CASE_DEFINITION');
    });
  }

  it('rejects values that are not objects with ERR_CASE_DEFINITION', () => {
    for (const value of [undefined, null, 7, 'text']) {
      expectHeapwitnessError(
        thrownBy(() => defineCase(value as unknown as CaseDefinition)),
        'ERR_CASE_DEFINITION',
      );
    }
  });
});
