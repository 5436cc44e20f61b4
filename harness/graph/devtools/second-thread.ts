import { workerData } from 'node:worker_threads';

import { sharedMemory } from '../../snapshot/allocate.js';
import { sharedColumns } from '../../snapshot/shared-columns.js';
import { LinkLists } from '../link-lists.js';
import { readLinks } from '../link-ring.js';
import { Slabs } from '../slabs.js';
import { sortNodes } from './sorted-nodes.js';
import { type JobBeside, STAGE, WORK } from './work-beside.js';

/** The second thread of `workBeside`: sorts links into lists as the first one finds them, then the nodes into rows. */
function work({ shared, stages, memory, ring, port }: JobBeside): void {
  const once = (which: number, task: () => void): void => {
    // The first thread may have come to it before.
    if (Atomics.compareExchange(stages, which, STAGE.waiting, STAGE.atWork) !== STAGE.waiting) return;
    let reached: number = STAGE.failed;
    try {
      task();
      reached = STAGE.done;
    } finally {
      Atomics.store(stages, which, reached);
      Atomics.notify(stages, which);
    }
  };
  once(WORK.links, () => readLinks(ring, new LinkLists(memory)));
  once(WORK.sorting, () => {
    const columns = sharedColumns(shared);
    port.postMessage(sortNodes(columns, new Slabs(columns.nodeCount, sharedMemory)));
  });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what workBeside sends
work(workerData as JobBeside);
