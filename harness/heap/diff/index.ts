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
export { requireOneIsolate } from './require-one-isolate.js';
