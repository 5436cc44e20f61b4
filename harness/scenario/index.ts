export { assertNoLeaks } from './assert-no-leaks.js';
export { checkLeaks } from './check-leaks.js';
export type { ScenarioSource } from './check-leaks.js';
export type { InspectorSource } from './inspectors.js';
export { formatVerdict } from './format-verdict.js';
export type { FormatVerdictOptions } from './format-verdict.js';
export { inconclusiveError } from './inconclusive.js';
export { defineScenario } from './scenario.js';
export type { Scenario, ScenarioContext, ScenarioOptions } from './scenario.js';
export type { CheckOptions, IgnoreRule } from './options.js';
export type {
  CheckResult,
  CleanResult,
  ControlOutcome,
  Controls,
  CycleEvidence,
  Environment,
  Evidence,
  Finding,
  IgnoredFinding,
  InconclusiveCode,
  InconclusiveReason,
  InconclusiveResult,
  KnownFinding,
  KnownOutcome,
  LeakResult,
  Sensitivity,
} from './verdict.js';
