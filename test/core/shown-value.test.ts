import { expect } from 'chai';
import { shownValue } from '../../harness/core/shown-value.js';

describe('shownValue()', () => {
  const circular: Record<string, unknown> = { a: 1 };
  circular['self'] = circular;
  const cases: readonly (readonly [what: string, value: unknown, shown: string | RegExp])[] = [
    ['a text', 'x"y', String.raw`"x\"y"`],
    ['a number', -0, '-0'],
    ['a BigInt', 5n, '5n'],
    ['nothing', undefined, 'undefined'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a function', () => 1, 'a function'],
    ['a list', ['a', 1], "[ 'a', 1 ]"],
    ['an object that holds itself', circular, /^<ref \*1> \{ a: 1, self: \[Circular \*1\] \}$/],
    ['an object that holds a BigInt', { n: 5n }, '{ n: 5n }'],
    [
      'an object whose tag throws',
      Object.defineProperty({}, Symbol.toStringTag, {
        get: () => {
          throw new Error('no');
        },
      }),
      // Node 20 and 22 ask the tag; later ones do not mind.
      /^(something of type object|\{\})$/,
    ],
    ['escape codes', '\u001b[2J', String.raw`"\u001b[2J"`],
  ];
  for (const [what, value, shown] of cases) {
    it(`shows ${what} in one line`, () => {
      if (typeof shown === 'string') expect(shownValue(value)).to.equal(shown);
      else expect(shownValue(value)).to.match(shown);
    });
  }

  it('never runs code of the value', () => {
    let ran = 0;
    const count = (): string => {
      ran += 1;
      return '';
    };
    const tricky = { toJSON: count, toString: count, [Symbol.for('nodejs.util.inspect.custom')]: count };
    expect(shownValue(tricky)).to.be.a('string');
    expect(ran).to.equal(0);
  });

  it('cuts a long value', () => {
    for (const value of ['x'.repeat(1e6), Array.from({ length: 1e5 }, (_, at) => at), { x: 'y'.repeat(1e6) }])
      expect(shownValue(value)).to.have.length.below(130);
  });
});
