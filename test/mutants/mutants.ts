import { checkMutants } from './check.js';
import { coreMutants } from './core.js';
import { edgesMutants } from './edges.js';
import { heapMutants } from './heap.js';
import { isolatesMutants } from './isolates.js';
import { judgeMutants } from './judge.js';
import { liveWorkshopMutants } from './live-workshop.js';
import { replacementMutants } from './replacement.js';
import { retentionMutants } from './retention.js';
import { threadLocalMutants } from './thread-local.js';
import { workshopMutants } from './workshop.js';
import type { Mutant } from './mutant.js';

/** All ways to break the project that a test must notice, by what they break. */
export const mutants: readonly Mutant[] = [
  ...threadLocalMutants,
  ...isolatesMutants,
  ...checkMutants,
  ...judgeMutants,
  ...workshopMutants,
  ...liveWorkshopMutants,
  ...edgesMutants,
  ...replacementMutants,
  ...retentionMutants,
  ...coreMutants,
  ...heapMutants,
];
