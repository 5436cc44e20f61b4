import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';

import { LinkLists, linkMemory } from '../../harness/graph/link-lists.js';
import { CHUNK_WORDS, LinkLog } from '../../harness/graph/link-log.js';
import { carryAcross, newLinkRing } from '../../harness/graph/link-ring.js';
import { sharedMemory } from '../../harness/snapshot/allocate.js';

const READER = new URL('../support/workers/link-reader.js', import.meta.url);

describe('A ring of links', () => {
  for (const count of [0, 7, CHUNK_WORDS / 2, 5 * CHUNK_WORDS, 50 * CHUNK_WORDS + 3]) {
    it(`takes ${count} links to another thread, round and round where they are more than it holds`, async () => {
      const ring = newLinkRing(2);
      const memory = linkMemory(3, count, sharedMemory);
      const worker = new Worker(READER, { workerData: { ring, memory } });
      const log = new LinkLog(carryAcross(ring));
      for (let start = 0; start < count; start++) log.add(start % 3, start);
      log.finish();
      const lists = new LinkLists(memory);
      let next = count - 1;
      const entries = [...memory.last];
      // All three lists together, from their ends.
      for (; next >= 0; next--) {
        const entry = entries[next % 3] ?? 0;
        if (entry === 0 || lists.startOf(entry) !== next) break;
        entries[next % 3] = lists.before(entry);
      }
      expect(next, 'the last link that is wrong').to.equal(-1);
      expect(entries).to.deep.equal([0, 0, 0]);
      await once(worker, 'exit');
    });
  }
});
