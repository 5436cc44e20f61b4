import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { readKnownLeaks } from 'heapwitness';

import { type KnownLeak, matchKnown, parseKnownLeaks, writeKnownLeaks } from '../../harness/witness/index.js';
import { expectHeapwitnessError, rejectionOf, thrownBy } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const [A, B, C] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc'] as const;
const leak = (fingerprint: string, expires = '2026-12-31'): KnownLeak => ({
  fingerprint,
  reason: 'fixed in the next version of the library',
  expires,
});

describe('matchKnown()', () => {
  it('sorts findings into known, unknown and expired, and tells what is found no more', () => {
    const findings = [{ fingerprint: A }, { fingerprint: B }, { fingerprint: 'dddddddddddddddd' }];
    const known = [leak(A), leak(B, '2026-11-20'), leak(C)];
    expect(matchKnown(findings, known, new Date('2026-11-21T12:00:00Z'))).to.deep.equal({
      known: [{ finding: findings[0], leak: known[0] }],
      unknown: [findings[2]],
      expired: [{ finding: findings[1], leak: known[1] }],
      unused: [known[2]],
    });
  });

  it('counts a leak as known through the whole of its last day, in UTC', () => {
    const on = (time: string): number =>
      matchKnown([{ fingerprint: A }], [leak(A)], new Date(time)).known.length;
    expect(on('2026-12-31T23:59:59.999Z')).to.equal(1);
    expect(on('2027-01-01T00:00:00.000Z')).to.equal(0);
  });
});

describe('The file of known leaks', () => {
  it('reads back what was written, by fingerprint, and leaves nothing beside it', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'known leaks.json');
      const named = { ...leak(A), className: 'Session' };
      await writeFile(file, 'the one before');
      await writeKnownLeaks(file, { schemaVersion: 1, leaks: [leak(C), named, leak(B)] });
      const read = await readKnownLeaks(pathToFileURL(file));
      expect(read).to.deep.equal({ schemaVersion: 1, leaks: [named, leak(B), leak(C)] });
      expect(await readdir(folder)).to.deep.equal(['known leaks.json']);
      expect(await readFile(file, 'utf8')).to.match(/^\{\n {2}"schemaVersion": 1,\n[^]*\}\n$/);
    }));

  it('that is not there is ERR_FILE_NOT_FOUND', async () => {
    const error = await rejectionOf(readKnownLeaks('no such file.json'));
    const { message } = expectHeapwitnessError(error, 'ERR_FILE_NOT_FOUND');
    expect(message).to.include('no such file.json');
  });

  const bad: readonly (readonly [text: string, why: string])[] = [
    ['{', 'it is no JSON'],
    ['[]', 'it has no "schemaVersion": 1 with a list "leaks"'],
    ['{"schemaVersion": 2, "leaks": []}', 'it has no "schemaVersion": 1'],
    ['{"schemaVersion": 1, "leaks": {}}', 'with a list "leaks"'],
    [withLeak(3), 'leaks[0] cannot be used: it is no object'],
    [withLeak({ ...leak('abc') }), 'its fingerprint is "abc", not 16 hexadecimal digits'],
    [withLeak({ ...leak(A), reason: ' ' }), 'it has no reason; say why'],
    [withLeak({ fingerprint: A }), 'leaks[0] cannot be used: it has no reason'],
    [withLeak(leak(A, '31.12.2026')), 'it expires "31.12.2026", which is no day such as 2026-12-31'],
    [withLeak(leak(A, '2026-02-30')), 'it expires "2026-02-30"'],
    [withLeak({ ...leak(A), className: 3 }), 'its className is no text'],
    [JSON.stringify({ schemaVersion: 1, leaks: [leak(A), leak(A)] }), `${A} is there twice`],
  ];
  for (const [text, why] of bad) {
    it(`that is not in order is ERR_KNOWN_LEAKS: ${why}`, () => {
      const error = thrownBy(() => parseKnownLeaks(text, 'known.json'));
      const { message } = expectHeapwitnessError(error, 'ERR_KNOWN_LEAKS');
      expect(message).to.include(why);
      expect(message).to.match(/^known\.json/);
    });
  }
});

function withLeak(entry: unknown): string {
  return JSON.stringify({ schemaVersion: 1, leaks: [entry] });
}
