import type { MessagePort } from 'node:worker_threads';

import type { SharedColumns } from '../../snapshot/index.js';
import type { PredecessorMemory } from '../edges/predecessor-lists.js';
import type { PredecessorRing } from '../edges/predecessor-ring.js';

/** Progress of the second thread in sorting. */
export const STAGE = { waiting: 0, atWork: 1, done: 2, failed: 3, notNeeded: 4 } as const;

/** The input of the second thread. */
export interface HelperJob {
  readonly shared: SharedColumns;
  readonly memory: PredecessorMemory;
  readonly ring: PredecessorRing;
  /** One of `STAGE`. */
  readonly stage: Int32Array;
  /** Port on which the sorted nodes are sent. */
  readonly port: MessagePort;
}
