import { workerData } from 'node:worker_threads';

import { sharedMemory } from '../../snapshot/allocate.js';
import { sharedColumns } from '../../snapshot/shared-columns.js';
import { LinkLists } from '../link-lists.js';
import { readLinks } from '../link-ring.js';
import { Slabs } from '../slabs.js';
import { sortNodes } from './sorted-nodes.js';
import { type JobBeside, STAGE } from './work-beside.js';

/** The second thread of `workBeside`: sorts links into lists as the first one finds them, then the nodes into rows. */
function work({ shared, memory, ring, stage, port }: JobBeside): void {
  readLinks(ring, new LinkLists(memory));
  // The first thread may have come to it before.
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

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what workBeside sends
work(workerData as JobBeside);
