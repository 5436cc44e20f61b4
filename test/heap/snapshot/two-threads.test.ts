import { expect } from 'chai';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as macrotask } from 'node:timers/promises';

import { SecondThread } from '../../../harness/core/second-thread.js';
import { sharedMemory } from '../../../harness/heap/snapshot/two-threads/allocate.js';
import { readSnapshot, type SnapshotColumns } from '../../../harness/heap/snapshot/index.js';
import { newState, ChunkQueue } from '../../../harness/heap/snapshot/two-threads/chunk-queue.js';
import { SnapshotParser } from '../../../harness/heap/snapshot/snapshot-parser.js';
import { captureWorker } from '../../support/capture.js';
import { rejectionOf } from '../../support/errors.js';

describe('readSnapshot() with two threads', () => {
  let folder = '';
  let file = '';
  let bytes: Uint8Array;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heapwitness-'));
    file = join(folder, 'real.heapsnapshot');
    bytes = await captureWorker(
      'globalThis.kept = Array.from({ length: 200_000 }, (_, at) => ({ at, text: `t${at}` }));',
    );
    await writeFile(file, bytes);
  });
  after(() => rm(folder, { recursive: true }));

  it('returns the same columns as with one thread', async () => {
    expectEqual(await readSnapshot(file, { threads: 2 }), await readSnapshot(file, { threads: 1 }));
  });

  it('returns the same columns if the second thread reads all rows', async () => {
    const parser = new SnapshotParser({ allocate: sharedMemory });
    await using handle = await open(file);
    const thread = SecondThread.take();
    try {
      while (parser.byteOffset < bytes.length) {
        parser.pushToRows(bytes.subarray(parser.byteOffset));
        if (!parser.rowsAhead) continue;
        const job = { ...parser.rowsAhead, fd: handle.fd, state: newState(parser.byteOffset) };
        thread.run(
          new URL('../../../harness/heap/snapshot/two-threads/chunk-thread-entry.js', import.meta.url),
          job,
        );
        const queue = new ChunkQueue(job);
        while (!Number.isFinite(queue.settle().byteOffset)) await macrotask();
        parser.skipRows(queue.settle());
      }
    } finally {
      await thread.end();
    }
    expectEqual(parser.end(), await readSnapshot(file, { threads: 1 }));
  });

  it('reads a file that is not formatted as V8 does, and rejects one with a contradiction in the middle', async () => {
    const other = join(folder, 'other.heapsnapshot');
    const text = Buffer.from(bytes).toString('latin1');
    const middle = text.indexOf('\n,', text.indexOf('"edges"') + text.length / 4);
    await writeFile(other, `${text.slice(0, middle)} ${text.slice(middle)}`, 'latin1');
    const [one, two] = [await readSnapshot(other, { threads: 1 }), await readSnapshot(other, { threads: 2 })];
    expectEqual(two, one);
    await writeFile(other, `${text.slice(0, middle)},0${text.slice(middle)}`, 'latin1');
    const error = await rejectionOf(readSnapshot(other, { threads: 2 }));
    expect(error).to.have.property('code', 'ERR_SNAPSHOT_FORMAT');
    const alone = await rejectionOf(readSnapshot(other, { threads: 1 }));
    expect(error).to.have.property('message', (alone as Error).message);
  });

  it('stops when the signal aborts, with its reason, and reports progress until then', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const progress: number[] = [];
    const onProgress = (read: number, total: number | undefined): void => {
      expect(total).to.equal(bytes.length);
      progress.push(read);
      if (read > 0) controller.abort(reason);
    };
    const { signal } = controller;
    expect(await rejectionOf(readSnapshot(file, { threads: 2, signal, onProgress }))).to.equal(reason);
    expect(progress).to.deep.equal(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).to.be.within(1, bytes.length - 1);
  });
});

function expectEqual(actual: SnapshotColumns, expected: SnapshotColumns): void {
  const columns: Record<string, unknown> = { ...actual, ...actual.locations };
  for (const [name, column] of Object.entries({ ...expected, ...expected.locations })) {
    if (!ArrayBuffer.isView(column)) continue;
    const other = columns[name];
    // Not deeply: chai would print millions of numbers.
    const isSame = ArrayBuffer.isView(other) && Buffer.compare(bytesOf(other), bytesOf(column)) === 0;
    expect(isSame, name).to.equal(true);
  }
  expect(actual.locations.count).to.equal(expected.locations.count).and.to.be.above(0);
  expect(actual.strings.count).to.equal(expected.strings.count);
  expect(actual.byteLength).to.equal(expected.byteLength);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
