import { expect } from 'chai';
import fc from 'fast-check';

import { countNodes, SnapshotFormatError } from '../../../harness/heap/snapshot/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { READING_PATHS, type ReadingPath } from '../../support/reading-paths.js';
import { randomHeap } from '../../support/random-heap.js';
import { rejects, sample } from '../../support/rejections.js';

const BYTES = sample().bytes();
const PATHS: Readonly<Record<string, (pieces: readonly Uint8Array[]) => Promise<unknown>>> = {
  ...READING_PATHS,
  'only counting nodes': (pieces) => countNodes(pieces),
};

describe('Hostile input', () => {
  for (const [path, read] of Object.entries(PATHS)) {
    it(`that is cut off anywhere is rejected with a SnapshotFormatError, ${path}`, async () => {
      // Without the line feed at the end it is whole.
      for (let length = 0; length < BYTES.length - 1; length++) {
        await expectRejected(read, BYTES.subarray(0, length));
      }
    });

    it(`with one changed byte is read, or rejected with a SnapshotFormatError, ${path}`, async () => {
      const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }));
      const changes = fc.array(change, { minLength: 1, maxLength: 3 });
      const property = fc.asyncProperty(randomHeap(), changes, async (heap, places) => {
        const bytes = heap.bytes();
        for (const [place, byte] of places) bytes[place % bytes.length] = byte;
        const error: unknown = await read([bytes]).catch((reason: unknown) => reason);
        if (error instanceof Error) expectFormatError(error, bytes.length);
      });
      await fc.assert(property, { numRuns: 300 });
    });
  }

  const starts = {
    'a byte order mark': `\uFEFF${Buffer.from(BYTES).toString()}`,
    'a HPROF file': 'JAVA PROFILE 1.0.2\0\0\0\0\x08',
    'a PNG picture': '\x89PNG\r\n\x1a\n',
    'an ELF program': '\x7fELF\x02\x01\x01',
  };
  for (const [what, text] of Object.entries(starts)) {
    rejects(what, text, {
      section: 'document',
      behind: 0,
      says: /where a JSON object.*Give a \.heapsnapshot/,
    });
  }

  it('nested a million levels deep in a section that is skipped is read', async () => {
    const deep = '['.repeat(1e6) + ']'.repeat(1e6);
    const text = Buffer.from(BYTES).toString().replace('{', `{"deep":${deep},`);
    for (const read of Object.values(PATHS)) await read([Buffer.from(text)]);
  });

  it('with a header of 20 MB, or with 2,000 sections, is rejected', async () => {
    const text = Buffer.from(BYTES).toString();
    const large = text.replace('{"meta"', `{"x":"${' '.repeat(20e6)}","meta"`);
    const many = text.replace('{', `{${Array.from({ length: 2000 }, (_, at) => `"${at}":0,`).join('')}`);
    for (const read of Object.values(PATHS)) {
      const headerError = await expectRejected(read, Buffer.from(large));
      expect(headerError)
        .to.have.property('message')
        .that.matches(/a header of more than/);
      const error = await expectRejected(read, Buffer.from(many));
      expect(error)
        .to.have.property('message')
        .that.matches(/more than 1000 sections/);
    }
  });

  for (const [key, kind] of [
    ['node_count', 'nodes'],
    ['edge_count', 'edges'],
  ] as const) {
    it(`that declares billions of ${kind} allocates no memory for them, whether its length is known or not`, async () => {
      const text = Buffer.from(BYTES).toString();
      const huge = Buffer.from(text.replace(new RegExp(`"${key}":\\d+`), `"${key}":4000000000`));
      const before = process.memoryUsage.rss();
      await expectRejected((pieces) => readSnapshot(pieces), huge);
      const error = await expectRejected(([bytes]) => readSnapshot(bytes ?? BYTES), huge);
      expect(error)
        .to.have.property('message')
        .that.matches(/4000000000 .* take at least \d+ bytes, but only \d+ are left/);
      expect(process.memoryUsage.rss() - before).to.be.below(1e9);
    });
  }
});

async function expectRejected(
  read: ReadingPath | ((pieces: readonly Uint8Array[]) => Promise<unknown>),
  bytes: Uint8Array,
): Promise<unknown> {
  const error: unknown = await read([bytes]).catch((reason: unknown) => reason);
  expectFormatError(error, bytes.length);
  return error;
}

function expectFormatError(error: unknown, length: number): void {
  expect(error).to.be.instanceOf(SnapshotFormatError).and.include({ code: 'ERR_SNAPSHOT_FORMAT' });
  expect(error).to.have.property('section').that.is.a('string').and.is.not.equal('');
  expect(error).to.have.property('byteOffset').that.is.within(0, length);
}
