export { collectGarbage } from './agent/collect-garbage.js';
export type { CollectGarbageOptions, GcEffort } from './agent/collect-garbage.js';
export type { ProcessCaptureBackend } from './agent/protocol.js';
export { HeapwitnessError, isHeapwitnessError } from './core/errors.js';
export type { HeapwitnessErrorCode } from './core/errors.js';
export type { SlotView, TableView } from './core/table-view.js';
export { HeapGraph, formatRetainingPath, readHeapGraph } from './graph/index.js';
export type { RetainingPath } from './graph/index.js';
export { readThreadLocalTables } from './analysis/thread-local-tables.js';
export { captureBackends } from './runtime/capture-backends.js';
export type { CaptureBackendReport } from './runtime/capture-backends.js';
export { WorkerError } from './runtime/worker-errors.js';
export { assertNoLeaks, checkLeaks, defineScenario, formatVerdict } from './scenario/index.js';
export type {
  CheckOptions,
  CheckResult,
  CleanResult,
  ControlOutcome,
  Controls,
  CycleEvidence,
  Environment,
  Evidence,
  Finding,
  FormatVerdictOptions,
  IgnoredFinding,
  IgnoreRule,
  InconclusiveCode,
  InconclusiveReason,
  InconclusiveResult,
  KnownFinding,
  KnownOutcome,
  LeakResult,
  Scenario,
  ScenarioContext,
  ScenarioOptions,
  ScenarioSource,
  InspectorSource,
  Sensitivity,
} from './scenario/index.js';
export { readKnownLeaks } from './witness/known-leaks.js';
export type { KnownLeak, KnownLeaksFile } from './witness/known-leaks.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning, Word } from './witness/index.js';
export { countNodes, SnapshotFormatError } from './snapshot/index.js';
export type { NodeCount } from './snapshot/index.js';
export { LongLivedWorker, startWorker, startWorkerProcess } from './worker/index.js';
export type {
  Census,
  HeapOptions,
  StartWorkerOptions,
  StartWorkerProcessOptions,
  WitnessedCount,
} from './worker/index.js';
export { defineCase } from './workshop-case/index.js';
export type {
  CaseDefinition,
  CaseResult,
  CaseTranslation,
  Counts,
  Lab,
  Source,
  VariantResult,
  VariantStatement,
} from './workshop-case/index.js';
