import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { readKnownLeaks } from 'heapwitness';

import { type KnownLeak, matchKnown, parseKnownLeaks, writeKnownLeaks } from '../../harness/check/index.js';
import { expectHeapwitnessError, rejectionOf, thrownBy } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const [A, B, C] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc'] as const;
const leak = (fingerprint: string, expires = '2026-12-31'): KnownLeak => ({
  fingerprint,
  reason: 'fixed in the next version of the library',
  expires,
});

describe('matchKnown()', () => {
  it('sorts findings into known, unknown and expired, and lists unused entries', () => {
    const findings = [{ fingerprint: A }, { fingerprint: B }, { fingerprint: 'dddddddddddddddd' }];
    const known = [leak(A), leak(B, '2026-11-20'), leak(C)];
    expect(matchKnown(findings, known, new Date('2026-11-21T12:00:00Z'))).to.deep.equal({
      known: [{ finding: findings[0], leak: known[0] }],
      unknown: [findings[2]],
      expired: [{ finding: findings[1], leak: known[1] }],
      unused: [known[2]],
    });
  });

  it('treats a leak as known until the end of its last day, in UTC', () => {
    const on = (time: string): number =>
      matchKnown([{ fingerprint: A }], [leak(A)], new Date(time)).known.length;
    expect(on('2026-12-31T23:59:59.999Z')).to.equal(1);
    expect(on('2027-01-01T00:00:00.000Z')).to.equal(0);
  });
});

describe('The file of known leaks', () => {
  it('is read back as written, sorted by fingerprint, and leaves no temporary file', () =>
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

  it('that does not exist is ERR_FILE_NOT_FOUND', async () => {
    const error = await rejectionOf(readKnownLeaks('no such file.json'));
    const { message } = expectHeapwitnessError(error, 'ERR_FILE_NOT_FOUND');
    expect(message).to.include('no such file.json');
  });

  const bad: readonly (readonly [text: string, why: string])[] = [
    ['{', 'it is not JSON'],
    ['[]', 'it has no "schemaVersion": 1 with a list "leaks"'],
    ['{"leaks": []}', 'it has no "schemaVersion": 1'],
    [
      '{"schemaVersion": 2, "leaks": []}',
      'its schemaVersion is 2, but this version of heapwitness supports only 1',
    ],
    ['{"schemaVersion": 1, "leaks": {}}', 'with a list "leaks"'],
    [withLeak(3), 'leaks[0] cannot be used: it is 3, not an object'],
    [withLeak({ ...leak('abc') }), 'its fingerprint is "abc", not 16 hexadecimal digits'],
    [withLeak({ ...leak(A), reason: ' ' }), 'it has no reason. Set "reason" to why'],
    [withLeak({ ...leak(A), reason: undefined }), `leaks[0] (${A}) cannot be used: it has no reason`],
    [withLeak({ ...leak(A), reason: 3 }), `leaks[0] (${A}) cannot be used: its reason is 3. Give a string`],
    [
      withLeak({ ...leak(A), className: 'Session', reason: 'say here why this is borne' }),
      `leaks[0] (Session, ${A}) cannot be used: it has no reason. Set "reason" to why`,
    ],
    [
      JSON.stringify({
        schemaVersion: 1,
        leaks: [leak(A), { ...leak(B), reason: '' }, { ...leak(C), reason: '' }],
      }),
      `leaks[1] (${B}) cannot be used: it has no reason (1 more entry has none either)`,
    ],
    [withLeak({ fingerprint: A, reason: 'x' }), 'it expires undefined, which is not a date'],
    [withLeak(leak(A, '31.12.2026')), 'it expires "31.12.2026", which is not a date such as 2026-12-31'],
    [withLeak(leak(A, '2026-02-30')), 'it expires "2026-02-30"'],
    [
      withLeak({ ...leak(A), until: '2026-12-31' }),
      `leaks[0] (${A}) cannot be used: it has an unknown key "until"`,
    ],
    [withLeak({ ...leak(A), className: 3 }), 'its className is 3, not a string'],
    [
      JSON.stringify({ schemaVersion: 1, leaks: [leak(A), leak(B), leak(A)] }),
      `leaks[2] (${A}) cannot be used: the fingerprint ${A} is a duplicate of leaks[0]`,
    ],
  ];
  for (const [text, why] of bad) {
    it(`that is malformed is ERR_KNOWN_LEAKS: ${why}`, () => {
      const error = thrownBy(() => parseKnownLeaks(text, 'known.json'));
      const { message } = expectHeapwitnessError(error, 'ERR_KNOWN_LEAKS');
      expect(message).to.include(why);
      expect(message)
        .to.match(/^known\.json/)
        .and.match(/ cannot be used: .*\. [A-Z].*\.$/);
    });
  }

  it('that is not UTF-8 is ERR_KNOWN_LEAKS, and names the file', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'known.json');
      await writeFile(file, Buffer.from(withLeak({ ...leak(A), reason: 'große Sorge' }), 'latin1'));
      const { message } = expectHeapwitnessError(await rejectionOf(readKnownLeaks(file)), 'ERR_KNOWN_LEAKS');
      expect(message).to.include(`${file} cannot be used: it is not UTF-8. Save it`);
      await writeFile(file, `\ufeff${withLeak(leak(A))}`);
      expect((await readKnownLeaks(file)).leaks, 'a byte order mark does no harm').to.have.length(1);
    }));

  it('may lack reasons as a draft, and the placeholder of old versions is not a reason', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'known.json');
      const leaks = [
        { ...leak(A), reason: '' },
        leak(B),
        { ...leak(C), reason: 'say here why this is borne' },
      ];
      await writeKnownLeaks(file, { schemaVersion: 1, leaks });
      expectHeapwitnessError(await rejectionOf(readKnownLeaks(file)), 'ERR_KNOWN_LEAKS');
      const draft = (await readKnownLeaks(file, { draft: true })).leaks;
      expect(draft.map(({ reason }) => reason)).to.deep.equal(['', leak(B).reason, '']);
    }));

  it('is parsed in linear time', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => leak(at.toString(16).padStart(16, '0')));
    const text = JSON.stringify({ schemaVersion: 1, leaks: many });
    const started = performance.now();
    expect(parseKnownLeaks(text).leaks).to.have.length(many.length);
    // Comparing each with each would be five thousand million comparisons: minutes.
    expect(performance.now() - started).to.be.below(20_000);
  });

  it('is written to the target of a symbolic link, even if that is missing; the link stays', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'elsewhere'));
      const [link, target] = [join(folder, 'known.json'), join(folder, 'elsewhere', 'real.json')];
      await symlink(join('elsewhere', 'real.json'), link);
      for (const fingerprint of [A, B]) {
        await writeKnownLeaks(link, { schemaVersion: 1, leaks: [leak(fingerprint)] });
        expect((await readKnownLeaks(target)).leaks).to.deep.equal([leak(fingerprint)]);
        expect((await lstat(link)).isSymbolicLink()).to.equal(true);
      }
      expect((await readdir(folder)).sort()).to.deep.equal(['elsewhere', 'known.json']);
      expect(await readdir(join(folder, 'elsewhere'))).to.deep.equal(['real.json']);
    }));

  it('that cannot be written is ERR_KNOWN_LEAKS, and leaves no temporary file', () =>
    withTemporaryFolder(async (folder) => {
      await symlink('circle.json', join(folder, 'circle.json'));
      await mkdir(join(folder, 'folder.json'));
      await writeFile(join(folder, 'file'), '');
      const before = await readdir(folder);
      for (const name of ['no folder/known.json', 'circle.json', 'folder.json', 'file/known.json']) {
        const file = join(folder, name);
        const error = await rejectionOf(writeKnownLeaks(file, { schemaVersion: 1, leaks: [] }));
        const { message } = expectHeapwitnessError(error, 'ERR_KNOWN_LEAKS');
        expect(message).to.include(`${file} cannot be written`).and.include('give another path');
      }
      expect(await readdir(folder)).to.deep.equal(before);
    }));
});

function withLeak(entry: unknown): string {
  return JSON.stringify({ schemaVersion: 1, leaks: [entry] });
}
