import { sharedMemory } from '../../snapshot/two-threads/allocate.js';
import { sharedColumns } from '../../snapshot/two-threads/shared-columns.js';
import { PredecessorLists } from '../edges/predecessor-lists.js';
import { PredecessorReader } from '../edges/predecessor-ring.js';
import { ColumnPool } from '../column-pool.js';
import { chunkedLoopWith } from '../chunked-loop.js';
import { sortNodes } from './sorted-nodes.js';
import { type HelperJob, STAGE } from './start-job.js';

/** Runs the second thread's part of `runInParallel`: sorts the nodes into rows and, in between, links into lists. */
export function work({ shared, memory, ring, stage, port }: HelperJob): void {
  const reader = new PredecessorReader(ring, new PredecessorLists(memory));
  try {
    // The first thread may already have begun to sort.
    if (Atomics.compareExchange(stage, 0, STAGE.waiting, STAGE.atWork) !== STAGE.waiting) return;
    let reached: number = STAGE.failed;
    try {
      const columns = sharedColumns(shared);
      const pool = new ColumnPool(columns.nodeCount, sharedMemory);
      port.postMessage(
        sortNodes(
          columns,
          pool,
          chunkedLoopWith(() => reader.readAhead()),
        ),
      );
      reached = STAGE.done;
    } finally {
      Atomics.store(stage, 0, reached);
      Atomics.notify(stage, 0);
    }
  } finally {
    // The first thread waits for the links, whatever has happened here.
    reader.readToEnd();
  }
}
