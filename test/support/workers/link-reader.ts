import { workerData } from 'node:worker_threads';
import { LinkLists, type LinkMemory } from '../../../harness/graph/link-lists.js';
import { type LinkRing, readLinks } from '../../../harness/graph/link-ring.js';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test sends
const { ring, memory } = workerData as { ring: LinkRing; memory: LinkMemory };
readLinks(ring, new LinkLists(memory));
