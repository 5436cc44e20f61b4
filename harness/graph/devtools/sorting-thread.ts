import { workerData } from 'node:worker_threads';

import { sharedMemory } from '../../snapshot/allocate.js';
import { sharedColumns } from '../../snapshot/shared-columns.js';
import { Slabs } from '../slabs.js';
import { sortNodes } from './sorted-nodes.js';
import type { SortingJob } from './sort-beside.js';
import { STAGE } from './sort-beside.js';

/** The second thread of `sortBeside`: sorts the nodes, unless the first one has come to it before. */
function sort({ shared, stage, port }: SortingJob): void {
  if (Atomics.compareExchange(stage, 0, STAGE.waiting, STAGE.atWork) !== STAGE.waiting) return;
  let reached: number = STAGE.failed;
  try {
    const columns = sharedColumns(shared);
    port.postMessage(sortNodes(columns, new Slabs(columns.nodeCount, sharedMemory)));
    reached = STAGE.done;
  } finally {
    Atomics.store(stage, 0, reached);
    Atomics.notify(stage, 0);
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sortBeside sends
sort(workerData as SortingJob);
