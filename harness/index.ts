export { collectGarbage } from './isolates/agent/index.js';
export type { CollectGarbageOptions, GcEffort } from './isolates/agent/index.js';
export type {
  AgentExtension,
  AllocatingCall,
  ExtensionHandler,
  ProcessCaptureBackend,
  SurvivingAllocations,
} from './isolates/agent/index.js';
export { HeapwitnessError, isHeapwitnessError } from './core/errors.js';
export type { HeapwitnessErrorCode } from './core/errors.js';
export type { ErrorRecord } from './core/error-record.js';
export type { EdgeOrdinal, HeapObjectId, NodeOrdinal } from './core/units.js';
export { HeapGraph, formatRetainingPath, readHeapGraph } from './heap/graph/index.js';
export type {
  BiggestDominator,
  ClassCount,
  ClassSummary,
  ClassTableRow,
  Detachedness,
  DuplicateString,
  DuplicateStringsOptions,
  HeapEdge,
  HeapNode,
  HeapString,
  InstancesOptions,
  NamedEdgeType,
  RetainedSet,
  Retainer,
  RetainingPath,
  RetainingPathOptions,
  RetainingPathsOptions,
  RetainingStep,
  SourceLocation,
} from './heap/graph/index.js';
export { diffHeaps, survivors } from './heap/diff/index.js';
export type { ClassDiff, HeapDiff, HeapShare, SurvivorClass, Survivors } from './heap/diff/index.js';
export { captureBackends } from './isolates/captures/index.js';
export type { CaptureBackendReport } from './isolates/captures/index.js';
export { attach, workers } from './isolates/program/index.js';
export type { AttachedWorker } from './isolates/program/index.js';
export { WorkerError } from './isolates/connection/index.js';
export type { RequestOptions, Transferable, WorkerResourceLimits } from './isolates/connection/index.js';
export { assertNoLeaks } from './assert/index.js';
export { checkLeaks, defineScenario, readKnownLeaks } from './check/index.js';
export { formatVerdict } from './render/text/index.js';
export type { FormatVerdictOptions } from './render/text/index.js';
export type {
  Change,
  CheckOptions,
  CheckResult,
  CleanResult,
  ControlOutcome,
  Controls,
  CycleEvidence,
  Environment,
  Evidence,
  Finding,
  FindingIsolates,
  IgnoredFinding,
  IgnoredIsolate,
  IgnoreRule,
  IsolateRule,
  InconclusiveCode,
  InconclusiveReason,
  InconclusiveResult,
  KnownFinding,
  KnownLeak,
  KnownLeaksFile,
  KnownOutcome,
  LeakResult,
  NamedChange,
  NamedFile,
  OwnedBytes,
  ReadKnownLeaksOptions,
  ResourceBalance,
  ResultBase,
  Scenario,
  ScenarioContext,
  ScenarioOptions,
  ScenarioSource,
  InspectorSource,
  Sensitivity,
  Verdict,
} from './check/index.js';
export { formatLeakTrace, formatWitness, witnessesOf } from './retention/index.js';
export type {
  AllocationFrame,
  AllocationSite,
  Artefact,
  ArtefactName,
  CodeLine,
  Explanation,
  Follower,
  FormatTraceOptions,
  FormatWitnessOptions,
  FoundWitness,
  Holder,
  Hop,
  Inspector,
  LeakFacts,
  LeakKind,
  LeakKindId,
  LeakStatus,
  LeakTrace,
  LeakTraceNode,
  LeakTraceReference,
  NodeMeaning,
  PathStep,
  PlaceOptions,
  ReferenceMeaning,
  SourcePosition,
  VerifiedCut,
  Witness,
  WitnessOptions,
  Word,
} from './retention/index.js';
export { countNodes, SnapshotFormatError } from './heap/snapshot/index.js';
export type { NodeCount, ReadSnapshotOptions, SnapshotPlace, SnapshotSource } from './heap/snapshot/index.js';
export { LongLivedWorker, startWorker, startWorkerProcess } from './isolates/workers/index.js';
export type { AnyFunction, CallArguments, CallName, CallResult } from './isolates/workers/index.js';
export type { HeapOptions, StartWorkerOptions, StartWorkerProcessOptions } from './isolates/workers/index.js';
