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
    it(`returns ${text} for ${bytes}`, () => expect(formatBytes(bytes)).to.equal(text));
  }

  it('pads all units to three letters on request', () => {
    expect([16, 1536].map((bytes) => formatBytes(bytes, { padded: true }))).to.deep.equal([
      '16 B  ',
      '1.5 KiB',
    ]);
  });
});

describe('formatCount()', () => {
  it('separates thousands, and shows the sign of changes', () => {
    expect(formatCount(1_234_567)).to.equal('1,234,567');
    expect([1234, 0, -5].map(formatCountChange)).to.deep.equal(['+1,234', '0', '-5']);
    expect([1536, 0, -1536].map((bytes) => formatByteChange(bytes).trimEnd())).to.deep.equal([
      '+1.5 KiB',
      '0 B',
      '-1.5 KiB',
    ]);
  });
});
