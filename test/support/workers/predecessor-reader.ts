import { workerData } from 'node:worker_threads';
import {
  PredecessorLists,
  type PredecessorMemory,
} from '../../../harness/heap/graph/edges/predecessor-lists.js';
import {
  PredecessorReader,
  type PredecessorRing,
} from '../../../harness/heap/graph/edges/predecessor-ring.js';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test sends
const { ring, memory } = workerData as { ring: PredecessorRing; memory: PredecessorMemory };
const reader = new PredecessorReader(ring, new PredecessorLists(memory));
reader.readAhead();
reader.readToEnd();
