import { expect } from 'chai';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { HeapwitnessError } from '../../../harness/core/errors.js';
import {
  readSnapshot,
  SnapshotFormatError,
  type SnapshotSource,
} from '../../../harness/heap/snapshot/index.js';
import { singleBytes } from '../../support/chunks.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

describe('readSnapshot() reads bytes', () => {
  const bytes = new SnapshotBuilder().bytes();
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heapwitness-'));
  });
  after(() => rm(folder, { recursive: true }));

  before(() => symlink('circle', join(folder, 'circle')));
  const server = createServer();
  before((done) => void server.listen(join(folder, 'socket'), done));
  after((done) => void server.close(done));

  const written = async (name: string, content: Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  it('from a path', async () => {
    await expectRoot(await written('plain.heapsnapshot', bytes));
  });

  it('from a file: URL', async () => {
    await expectRoot(pathToFileURL(await written('a b#c.heapsnapshot', bytes)));
  });

  it('from bytes, also from a view into a larger buffer', async () => {
    await expectRoot(bytes);
    const larger = new Uint8Array(bytes.length + 20).fill(0x7b);
    larger.set(bytes, 10);
    await expectRoot(larger.subarray(10, 10 + bytes.length));
  });

  it('from an iterable and from an async iterable, including empty chunks', async () => {
    const pieces = [new Uint8Array(0), ...singleBytes(bytes), new Uint8Array(0)];
    await expectRoot(pieces);
    await expectRoot(pieceByPiece(pieces));
  });

  it('that are gzipped, detected by the first bytes and not by the name', async () => {
    const packed = gzipSync(bytes);
    await expectRoot(packed);
    await expectRoot(singleBytes(packed));
    await expectRoot(await written('packed.heapsnapshot', packed));
  });

  it('without keeping them: the caller may use its buffer again', async () => {
    const buffer = new Uint8Array(7);
    const reused = function* (): Generator<Uint8Array> {
      for (let start = 0; start < bytes.length; start += buffer.length) {
        const piece = bytes.subarray(start, start + buffer.length);
        buffer.fill(0xff).set(piece);
        yield buffer.subarray(0, piece.length);
      }
    };
    await expectRoot(reused());
  });

  for (const [what, cause, name] of [
    ['a path that leads nowhere', 'there is no such file', 'absent.heapsnapshot'],
    ['a folder', 'it is a folder', '.'],
    ['a path that is too long', 'too long', 'a'.repeat(5000)],
    ['a symbolic link to itself', 'form a loop', 'circle'],
    ['a socket', 'it is a socket', 'socket'],
  ] as const) {
    it(`${what} gives ERR_FILE_NOT_FOUND`, async () => {
      const error = await rejectionOf(readSnapshot(join(folder, name)));
      expect(error).to.be.instanceOf(HeapwitnessError).and.have.property('code', 'ERR_FILE_NOT_FOUND');
      expect(error).to.have.property('message').that.includes(cause).and.includes('Check the path');
      expect(error).to.have.property('cause').that.is.instanceOf(Error);
    });
  }

  it('a URL other than a file: URL gives ERR_USAGE', async () => {
    const error = await rejectionOf(readSnapshot(new URL('https://example.org/a.heapsnapshot')));
    expect(error).to.be.instanceOf(HeapwitnessError).and.have.property('code', 'ERR_USAGE');
  });

  for (const [what, damage] of [
    ['cut off', (packed: Uint8Array) => packed.subarray(0, packed.length - 9)],
    [
      'damaged',
      (packed: Uint8Array) => packed.map((byte, index) => (index === packed.length - 8 ? byte ^ 0xff : byte)),
    ],
  ] as const) {
    it(`gzip that is ${what} gives a SnapshotFormatError in the section gzip`, async () => {
      const error = await rejectionOf(readSnapshot(damage(gzipSync(bytes))));
      expect(error).to.be.instanceOf(SnapshotFormatError).and.include({ section: 'gzip' });
      expect(error).to.have.property('byteOffset').that.is.within(0, bytes.length);
    });
  }

  it('gzip of another format gives an error with the position in the unpacked bytes', async () => {
    const error = await rejectionOf(readSnapshot(gzipSync(Buffer.from('  no'))));
    expect(error).to.be.instanceOf(SnapshotFormatError).and.include({ section: 'document', byteOffset: 2 });
  });

  it('an error of the source is passed on unchanged', async () => {
    const failure = new Error('the pipe broke');
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 10);
      await Promise.reject(failure);
    };
    expect(await rejectionOf(readSnapshot(broken()))).to.equal(failure);
  });

  it('an aborted signal rejects with its reason and closes the source', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let closed = false;
    const endless = function* (): Generator<Uint8Array> {
      try {
        for (const piece of singleBytes(bytes)) {
          yield piece;
          controller.abort(reason);
        }
      } finally {
        closed = true;
      }
    };
    expect(await rejectionOf(readSnapshot(endless(), { signal: controller.signal }))).to.equal(reason);
    expect(closed).to.equal(true);
  });

  it('an abort is reported at once, even if the source yields nothing any more', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const silent = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 10);
      setImmediate(() => controller.abort(reason));
      await new Promise(() => undefined);
    };
    expect(await rejectionOf(readSnapshot(silent(), { signal: controller.signal }))).to.equal(reason);
  });

  it('an abort at the end of the source takes precedence over missing bytes', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const cutOff = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bytes.subarray(0, 10));
      setImmediate(() => controller.abort(reason));
    };
    expect(await rejectionOf(readSnapshot(cutOff(), { signal: controller.signal }))).to.equal(reason);
  });

  it('a signal that is already aborted leaves the source untouched', async () => {
    const signal = AbortSignal.abort(new Error('before'));
    const error = await rejectionOf(readSnapshot(join(folder, 'absent'), { signal }));
    expect(error).to.equal(signal.reason);
  });
});

async function expectRoot(source: SnapshotSource): Promise<void> {
  const { nodeCount, nodeTypes, nodeType, strings } = await readSnapshot(source);
  expect(nodeCount).to.equal(1);
  expect(nodeTypes[nodeType[0] ?? -1]).to.equal('synthetic');
  expect(strings.count).to.equal(2);
}

async function* pieceByPiece(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was not rejected');
}
