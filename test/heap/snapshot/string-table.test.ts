import { expect } from 'chai';
import fc from 'fast-check';

import { readSnapshot, type StringTable } from '../../../harness/heap/snapshot/index.js';
import { singleBytes } from '../../support/chunks.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

describe('StringTable', () => {
  it('decodes every string that JSON can contain, including lone surrogates', async () => {
    const text = fc
      .array(fc.nat({ max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units));
    const property = fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
      expect(all(await tableOf(JSON.stringify(texts)))).to.deep.equal(texts);
    });
    await fc.assert(property);
  });

  it('decodes every escape in upper and lower case', async () => {
    const strings = String.raw`["\"\\\/\b\f\n\r\t", "\u00E9\u00e9", "\ud83D\uDe00", "\u0000", "\\u0041"]`;
    const expected = ['"\\/\b\f\n\r\t', 'éé', '😀', '\0', '\\u0041'];
    expect(all(await tableOf(strings))).to.deep.equal(expected);
  });

  it('joins multi-byte characters that a chunk border splits', async () => {
    expect(all(await tableOf('["né", "线程", "😀"]'))).to.deep.equal(['né', '线程', '😀']);
  });

  it('stores strings that are longer than its blocks, and many short ones around them', async () => {
    const text = fc.nat({ max: 200_000 }).map((length) => 'é"線'.repeat(length / 3).slice(0, length));
    const property = fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (long) => {
      const texts = long.flatMap((one, at) => [
        one,
        ...Array.from({ length: 3000 }, (_, i) => `s${at}-${i}`),
      ]);
      const { strings: table } = await readSnapshot(
        snapshotWith(JSON.stringify(texts).replaceAll('","', '",\n"')),
      );
      expect(table.count).to.equal(texts.length);
      for (const [at, expected] of texts.entries())
        if (table.at(at) !== expected) expect(table.at(at)).to.equal(expected);
      expect(table.indexesOf('s0-7')).to.deep.equal([8]);
      expect(table.indexesContaining('s0-299')).to.deep.equal([
        300,
        ...Array.from({ length: 10 }, (_, i) => 2991 + i),
      ]);
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('replaces bytes that are not UTF-8', async () => {
    const bytes = snapshotWith('["?"]');
    bytes[bytes.lastIndexOf(0x3f)] = 0xff;
    expect((await readSnapshot(bytes)).strings.at(0)).to.equal('\uFFFD');
  });

  it('finds all strings equal to a text, however they are escaped', async () => {
    const table = await tableOf(String.raw`["a", "\u0061", "ab", "", "a", "é", "\u00e9", "\\"]`);
    expect(table.indexesOf('a')).to.deep.equal([0, 1, 4]);
    expect(table.indexesOf('é')).to.deep.equal([5, 6]);
    expect(table.indexesOf('')).to.deep.equal([3]);
    expect(table.indexesOf('\\')).to.deep.equal([7]);
    expect(table.indexesOf('b')).to.deep.equal([]);
  });

  it('finds the strings that contain a text', async () => {
    const table = await tableOf('["", "pair", "no", "a pair, a pair", "pai"]');
    expect(table.indexesContaining('pair')).to.deep.equal([1, 3]);
    expect(table.indexesContaining('absent')).to.deep.equal([]);
  });

  it('does not find a text that spans two strings', async () => {
    expect((await tableOf('["a","b"]')).indexesContaining('a","b')).to.deep.equal([]);
  });

  it('at() throws a RangeError for an index that does not exist', async () => {
    const table = await tableOf('["a"]');
    expect(() => table.at(1)).to.throw(RangeError, 'string 1 does not exist: there are 1');
  });
});

async function tableOf(json: string): Promise<StringTable> {
  const columns = await readSnapshot(singleBytes(snapshotWith(json)));
  return columns.strings;
}

/** A snapshot of the root alone, with a list of strings of one's own. */
function snapshotWith(strings: string): Buffer {
  const text = new SnapshotBuilder().text().replace('[9,1,1,0,0,0,0\n]', '[9,0,1,0,0,0,0]');
  return Buffer.from(text.replace(/"strings":.*\}/s, () => `"strings":${strings}}`));
}

function all(table: StringTable): string[] {
  return Array.from({ length: table.count }, (_, index) => table.at(index));
}
