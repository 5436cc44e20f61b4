import { expect } from 'chai';
import fc from 'fast-check';

import { NONE } from '../../../harness/heap/graph/no-ordinal.js';
import { pairNameTest, parsePairName } from '../../../harness/heap/graph/queries/weak-map-pair-name.js';

const PAIR_MARK = 'pair in WeakMap (table @';
const NAME = `2 / part of key (Map @3) -> value (Object @5) ${PAIR_MARK}77)`;

describe('the name of a WeakMap pair', () => {
  it('gives the id of the table, whatever key and value are called', () => {
    expect(tableOf(NAME)).to.equal(77);
    expect(tableOf(NAME.replace('Map', 'a @1) -> value (b'))).to.equal(77);
    expect(tableOf(NAME.replace('Object', `c @1) ${PAIR_MARK}9)`))).to.equal(77);
    expect(tableOf(NAME.replace('Map', 'Käse"\\'))).to.equal(77);
  });

  it('is not recognised if a part is missing, or with an id that no node can have', () => {
    for (const part of ['2', ' @3', ') -> value (', ' @5', '77', ' / part of key (', ')'])
      expect(tableOf(NAME.replace(part, '')), part).to.equal(NONE);
    expect(tableOf(`${NAME} `)).to.equal(NONE);
    expect(tableOf(NAME.replace('77', '77777777777'))).to.equal(NONE);
  });

  it('may contain a line break unless it must be a single line', () => {
    const broken = NAME.replace('Map', 'M\na\np');
    expect(tableOf(broken, false)).to.equal(77);
    expect(tableOf(broken, true)).to.equal(NONE);
  });

  it('is recognised in bytes exactly as in text', () => {
    const part = fc.constantFrom(
      '2',
      ' / part of key (',
      'K',
      ' @3',
      ') -> value (',
      ') ',
      PAIR_MARK,
      ')',
      '\u2028',
      '"',
    );
    const text = fc.oneof(
      fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
      fc.array(part, { maxLength: 3 }).map((parts) => NAME.replace('Map', parts.join(''))),
      fc.array(part, { maxLength: 3 }).map((parts) => NAME.replace('Object', parts.join(''))),
      fc.tuple(fc.nat(NAME.length), part).map(([at, more]) => NAME.slice(0, at) + more + NAME.slice(at)),
    );
    const property = fc.property(text, fc.boolean(), (name, singleLine) => {
      expect(tableOf(name, singleLine)).to.equal(parsePairName(name, singleLine)?.table ?? NONE);
    });
    fc.assert(property, { numRuns: 5000 });
  });
});

/** Read from the middle of other bytes, as in a snapshot. */
function tableOf(name: string, singleLine = true): number {
  const bytes = Buffer.from(`"1",\n${JSON.stringify(name)},\n"1"`);
  return pairNameTest(singleLine)(bytes, 6, bytes.length - 6);
}
