import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';

import { startWorker } from 'heapwitness';
import { formatWitness, readAllocationSites, witnessesOf } from '../../harness/witness/index.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import type * as Zoo from '../support/workers/leaky-zoo.js';

const ZOO = new URL('../support/workers/leaky-zoo.js', import.meta.url);

describe('Allocation sites', () => {
  it('are known of objects that a worker allocated while it tracked them', () =>
    withTemporaryFolder(async (folder) => {
      await using worker = await startWorker<typeof Zoo>(ZOO);
      await worker.trackAllocations();
      await worker.call('plantAll');
      await worker.collectGarbage();
      const file = join(folder, 'tracked.heapsnapshot');
      const heap = await worker.heap({ saveTo: file });
      const allocations = await readAllocationSites(file);
      const [tracked] = witnessesOf(heap, heap.instances('InMap'), { allocations });
      const frames = tracked?.allocationSite?.frames ?? [];
      expect(frames.map(({ functionName }) => functionName)).to.include.members(['InMap', 'plantAll']);
      expect(frames.map(({ position }) => position?.url)).to.satisfy((urls: readonly string[]) =>
        urls.every((url) => url.endsWith('test/support/workers/leaky-zoo.ts')),
      );
      if (tracked === undefined) throw new Error('no witness');
      expect(formatWitness(tracked)).to.match(
        /Allocated \(\d of them\)\n {2}in \w+\(\) {2}\S+leaky-zoo\.ts:\d+:\d+\n/,
      );
      expect((await readAllocationSites(await readFile(file))).size).to.equal(allocations.size);
      const [plain] = witnessesOf(heap, heap.instances('InMap'));
      expect(plain?.allocationSite).to.equal(null);
    }));

  it('are not in a snapshot of a worker that did not track them: ERR_SNAPSHOT_FORMAT', () =>
    withTemporaryFolder(async (folder) => {
      await using worker = await startWorker<typeof Zoo>(ZOO);
      const file = join(folder, 'plain.heapsnapshot');
      await worker.snapshot(file);
      await expectCode(readAllocationSites(file), 'ERR_SNAPSHOT_FORMAT', 'ask the worker to track them');
    }));

  it('cannot be read from what is no snapshot, or no file', async () => {
    await expectCode(readAllocationSites(Buffer.from('{')), 'ERR_SNAPSHOT_FORMAT', 'does not tell');
    await expectCode(readAllocationSites(Buffer.from('{}')), 'ERR_SNAPSHOT_FORMAT', 'lacks a section');
    await expectCode(
      readAllocationSites(new SnapshotBuilder().bytes()),
      'ERR_SNAPSHOT_FORMAT',
      'lacks a section',
    );
    await expectCode(readAllocationSites('no such file'), 'ERR_FILE_NOT_FOUND', 'no such file');
  });
});

async function expectCode(
  reading: Promise<unknown>,
  code: 'ERR_SNAPSHOT_FORMAT' | 'ERR_FILE_NOT_FOUND',
  text: string,
): Promise<void> {
  expect(expectHeapwitnessError(await rejectionOf(reading), code).message).to.include(text);
}
