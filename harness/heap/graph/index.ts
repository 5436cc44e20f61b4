export type { BiggestDominator } from './dominators/biggest-dominators.js';
export type { InstancesOptions } from './queries/class-catalog.js';
export { type ClassCount, PROTOTYPE_CLASS } from './queries/class-index.js';
export type { DuplicateString, DuplicateStringsOptions } from './queries/duplicate-strings.js';
export type { RetainingPathsOptions } from './queries/find-paths.js';
export { HeapGraph } from './heap-graph.js';
export { readHeapGraph } from './read-heap-graph.js';
export type { RetainedSet } from './dominators/retained-set.js';
export {
  formatRetainingPath,
  type RetainingPath,
  type RetainingPathOptions,
  type RetainingStep,
} from './queries/retaining-path.js';
export type { HeapString } from './queries/string-text.js';
export type {
  ClassSummary,
  ClassTableRow,
  Detachedness,
  HeapEdge,
  HeapNode,
  NamedEdgeType,
  Retainer,
  SourceLocation,
} from './types.js';
export { NONE } from './no-ordinal.js';
export { backingStores, storedIn, type SizedValue, valueSizes } from './queries/backing-stores.js';
export { codeStrings } from './queries/code-strings.js';
export { externalBytesAmong, externalMemory } from './queries/external-memory.js';
export { replacedBefore, type ReplacedValue, replacedValues } from './queries/replaced-values.js';
export { type HeapTotals, totalsOf } from './queries/heap-totals.js';
export { RetainingEdges } from './queries/retaining-edges.js';
export { readTimerLists, timerListsOf, timersReaching, type TimerList } from './queries/timer-lists.js';
export { findWeakMapPairs } from './queries/weak-map-pairs.js';
export type { WeakRefCounts } from './queries/weak-refs.js';
export { type ClassInquiry, inquireClass } from './queries/class-inquiry.js';
export { type HeapOverview, overviewOf } from './queries/heap-overview.js';
