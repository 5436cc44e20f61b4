import { expect } from 'chai';
import {
  formatByteChange,
  formatBytes,
  formatCount,
  formatCountChange,
} from '../../harness/core/quantities.js';

describe('formatBytes()', () => {
  const cases: readonly (readonly [bytes: number, text: string])[] = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [2 ** 20 - 1, '1.0 MiB'],
    [2 ** 20, '1.0 MiB'],
    [1.25 * 2 ** 30, '1.3 GiB'],
    [3000 * 2 ** 40, '3000.0 TiB'],
    [-1536, '-1.5 KiB'],
  ];
  for (const [bytes, text] of cases) {
    it(`says ${text} for ${bytes}`, () => expect(formatBytes(bytes)).to.equal(text));
  }

  it('gives all units three letters where they stand below each other', () => {
    expect([16, 1536].map((bytes) => formatBytes(bytes, { padded: true }))).to.deep.equal([
      '16 B  ',
      '1.5 KiB',
    ]);
  });
});

describe('formatCount()', () => {
  it('parts thousands, and changes have their sign', () => {
    expect(formatCount(1_234_567)).to.equal('1,234,567');
    expect([1234, 0, -5].map(formatCountChange)).to.deep.equal(['+1,234', '0', '-5']);
    expect([1536, 0, -1536].map((bytes) => formatByteChange(bytes).trimEnd())).to.deep.equal([
      '+1.5 KiB',
      '0 B',
      '-1.5 KiB',
    ]);
  });
});
