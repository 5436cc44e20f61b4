export { checkLeaks } from './check-leaks.js';
export type { ScenarioSource } from './check-leaks.js';
export type { InspectorSource } from './options/inspectors.js';
export { defineScenario } from './scenario.js';
export type { Scenario, ScenarioContext, ScenarioOptions } from './scenario.js';
export type { IgnoredIsolate, IsolateRule } from '../isolates/program/index.js';
export { DEFAULT_TIMEOUT_MS } from './options/resolved-options.js';
export type { CheckOptions, IgnoreRule } from './options/check-options.js';
export type { Change, NamedChange, OwnedBytes, ResourceBalance } from './result/balance.js';
export type {
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
  InconclusiveCode,
  InconclusiveReason,
  InconclusiveResult,
  KnownFinding,
  KnownOutcome,
  LeakResult,
  NamedFile,
  ResultBase,
  Sensitivity,
  Verdict,
} from './result/verdict.js';
export {
  type KnownLeak,
  type KnownLeaksFile,
  type KnownMatches,
  matchKnown,
  readKnownLeaks,
  type ReadKnownLeaksOptions,
  requireWritableKnownLeaks,
  writeKnownLeaks,
} from './known-leaks/known-leaks.js';
export { knownLeaksIn, parseKnownLeaks } from './known-leaks/known-leak-entries.js';
