export type { BiggestDominator } from './biggest-dominators.js';
export type { InstancesOptions } from './class-catalog.js';
export { type ClassCount, PROTOTYPE_CLASS } from './class-index.js';
export type { DuplicateString, DuplicateStringsOptions } from './duplicate-strings.js';
export type { RetainingPathsOptions } from './find-paths.js';
export {
  type ClassDiff,
  type HeapDiff,
  heapDiff,
  type HeapShare,
  type SurvivorClass,
  survivors,
  type Survivors,
} from './heap-diff.js';
export { HeapGraph } from './heap-graph.js';
export { identityDiff, type IdentityDiff, type IdentityDiffOptions } from './identity-diff.js';
export { readHeapGraph } from './read-heap-graph.js';
export type { RetainedSet } from './retained-set.js';
export {
  formatRetainingPath,
  type RetainingPath,
  type RetainingPathOptions,
  type RetainingStep,
} from './retaining-path.js';
export type { HeapString } from './string-text.js';
export type {
  ClassSummary,
  ClassTableRow,
  Detachedness,
  HeapEdge,
  HeapNode,
  NamedEdgeType,
  Retainer,
  SourceLocation,
} from './views.js';
