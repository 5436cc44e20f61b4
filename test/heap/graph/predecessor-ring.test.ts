import { once } from 'node:events';
import { setImmediate as macrotask } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';

import {
  PredecessorLists,
  type PredecessorMemory,
  predecessorMemory,
} from '../../../harness/heap/graph/edges/predecessor-lists.js';
import { CHUNK_WORDS, PredecessorLog } from '../../../harness/heap/graph/edges/predecessor-log.js';
import {
  carryAcross,
  PREDECESSOR_READER,
  predecessorReaderOf,
  type PredecessorRing,
  newPredecessorRing,
} from '../../../harness/heap/graph/edges/predecessor-ring.js';
import { sharedMemory } from '../../../harness/heap/snapshot/two-threads/allocate.js';

const READER = new URL('../../support/workers/predecessor-reader.js', import.meta.url);

describe('A ring of links', () => {
  for (const count of [0, 7, CHUNK_WORDS / 2, 5 * CHUNK_WORDS, 50 * CHUNK_WORDS + 3]) {
    it(`transfers ${count} links to another thread that waits for them, over several rounds`, async () => {
      const ring = newPredecessorRing(2);
      const memory = predecessorMemory(3, count, sharedMemory);
      const worker = new Worker(READER, { workerData: { ring, memory } });
      while (predecessorReaderOf(ring) === PREDECESSOR_READER.nobody) await macrotask();
      expectLinks(count, ring, memory);
      expect(predecessorReaderOf(ring)).to.equal(PREDECESSOR_READER.otherThread);
      await once(worker, 'exit');
    });

    it(`puts ${count} links into their lists if no other thread does`, () => {
      const ring = newPredecessorRing(2);
      expectLinks(count, ring, predecessorMemory(3, count, sharedMemory));
      expect(predecessorReaderOf(ring)).to.equal(PREDECESSOR_READER.writer);
    });
  }

  it('is read by only one thread if the other one comes late', async () => {
    const ring = newPredecessorRing(2);
    const memory = predecessorMemory(3, CHUNK_WORDS, sharedMemory);
    const worker = new Worker(READER, { workerData: { ring, memory } });
    expectLinks(CHUNK_WORDS, ring, memory);
    await once(worker, 'exit');
    expect(predecessorReaderOf(ring)).to.be.oneOf([
      PREDECESSOR_READER.writer,
      PREDECESSOR_READER.otherThread,
    ]);
  });
});

/** Writes links to three lists in turn, and reads them back from their ends. */
function expectLinks(count: number, ring: PredecessorRing, memory: PredecessorMemory): void {
  const lists = new PredecessorLists(memory);
  const log = new PredecessorLog(carryAcross(ring, lists));
  for (let start = 0; start < count; start++) log.add(start % 3, start);
  log.finish();
  const entries = [...memory.last];
  let next = count - 1;
  for (; next >= 0; next--) {
    const entry = entries[next % 3] ?? 0;
    if (entry === 0 || lists.startOf(entry) !== next) break;
    entries[next % 3] = lists.before(entry);
  }
  expect(next, 'the last link that is wrong').to.equal(-1);
  expect(entries).to.deep.equal([0, 0, 0]);
}
