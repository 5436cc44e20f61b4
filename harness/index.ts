export { collectGarbage } from './isolates/agent/index.js';
export type { CollectGarbageOptions, GcEffort } from './isolates/agent/index.js';
export type { AgentExtension, ExtensionHandler, ProcessCaptureBackend } from './isolates/agent/index.js';
export { HeapwitnessError, isHeapwitnessError } from './core/errors.js';
export type { HeapwitnessErrorCode } from './core/errors.js';
export { HeapGraph, formatRetainingPath, readHeapGraph } from './heap/graph/index.js';
export type { RetainingPath } from './heap/graph/index.js';
export { captureBackends } from './isolates/captures/index.js';
export type { CaptureBackendReport } from './isolates/captures/index.js';
export { WorkerError } from './isolates/connection/index.js';
export { assertNoLeaks } from './assert/index.js';
export { checkLeaks, defineScenario, readKnownLeaks } from './check/index.js';
export { formatVerdict } from './render/text/index.js';
export type { FormatVerdictOptions } from './render/text/index.js';
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
  IgnoredFinding,
  IgnoreRule,
  InconclusiveCode,
  InconclusiveReason,
  InconclusiveResult,
  KnownFinding,
  KnownLeak,
  KnownLeaksFile,
  KnownOutcome,
  LeakResult,
  Scenario,
  ScenarioContext,
  ScenarioOptions,
  ScenarioSource,
  InspectorSource,
  Sensitivity,
} from './check/index.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning, Word } from './retention/index.js';
export { countNodes, SnapshotFormatError } from './heap/snapshot/index.js';
export type { NodeCount } from './heap/snapshot/index.js';
export { LongLivedWorker, startWorker, startWorkerProcess } from './isolates/workers/index.js';
export type { HeapOptions, StartWorkerOptions, StartWorkerProcessOptions } from './isolates/workers/index.js';
