import { workerData } from 'node:worker_threads';
import { LinkLists, type LinkMemory } from '../../../harness/heap/graph/links/link-lists.js';
import { LinkReader, type LinkRing } from '../../../harness/heap/graph/links/link-ring.js';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test sends
const { ring, memory } = workerData as { ring: LinkRing; memory: LinkMemory };
const reader = new LinkReader(ring, new LinkLists(memory));
reader.readAhead();
reader.readToEnd();
