export type { Census, WitnessedCount } from './census.js';
export { census, type HeapCensus } from './census-from-heap.js';
export {
  startCountedWorker,
  startCountedWorkerProcess,
  takeCensus,
  takeWalks,
  walkTables,
} from './counted-worker.js';
export { defineCase } from './definition.js';
export type {
  CaseDefinition,
  CaseOutline,
  Counts,
  InShort,
  Lab,
  LookOptions,
  Source,
  SourceOutcome,
  VariantStatement,
} from './definition.js';
export type { Json } from './json.js';
export { type CaseNotRun, installCommand, missingPackages } from './catalogue/not-run.js';
export { CATALOGUE } from './catalogue/published.js';
export { ejectCase } from './eject/eject-case.js';
export { discoverCases, findCases, selectCases } from './discover.js';
export type { FoundCase, FoundCases } from './discover.js';
export {
  type PoolThread,
  type RequestKind,
  type SlotOutcome,
  startPoolThread,
  VALUE_CLASS,
} from './pool/index.js';
export type { LookChange, LookChanges } from './look-changes.js';
export type { CaseResult, FactResult, Observation, VariantResult } from './result.js';
export { runCase } from './run-case.js';
export type { RunCaseOptions } from './run-case.js';
export type { SourceText } from './sources.js';
export {
  countEntries,
  type EntryPicture,
  type PictureNode,
  readThreadLocalTables,
  type SlotView,
  type TableView,
} from './tables/index.js';
export type { CallWalk, SeenEntry, Walk, WalkStep } from './thread-local/internals.js';
export type { CaseTranslation, CaseTranslations } from './translations.js';
export type { LookWalks } from './walk-log.js';
export { traceOf } from './values-in-heap.js';
