export { Births } from './births.js';
export { findGrowthPaths, type GrowthPaths } from './growth-paths.js';
export {
  MOST_OF_A_NAME,
  VARIOUS,
  isCounted,
  survivorsByGroup,
  withRareTogether,
  type GroupKind,
  type GroupSurvivors,
} from './group-survivors.js';
export {
  type ClassDiff,
  type HeapDiff,
  diffHeaps,
  type HeapShare,
  type SurvivorClass,
  survivors,
  type Survivors,
} from './heap-diff.js';
export { identityDiff, type IdentityDiff, type IdentityDiffOptions } from './identity-diff.js';
export { olderHeld, olderObjects, type OlderObjects } from './older-objects.js';
export { requireOneIsolate } from './require-one-isolate.js';
