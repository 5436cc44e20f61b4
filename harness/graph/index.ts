export type { InstancesOptions } from './class-catalog.js';
export { type ClassCount, PROTOTYPE_CLASS } from './class-index.js';
export { HeapGraph } from './heap-graph.js';
export { identityDiff, type IdentityDiff, type IdentityDiffOptions } from './identity-diff.js';
export { readHeapGraph } from './read-heap-graph.js';
export {
  formatRetainingPath,
  type RetainingPath,
  type RetainingPathOptions,
  type RetainingStep,
} from './retaining-path.js';
export type { ClassSummary, HeapEdge, HeapNode, NamedEdgeType, Retainer, SourceLocation } from './views.js';
