// The general parts of the agent; those for a scenario in the caller's own isolate are exported by `in-process`.
export { collectGarbage, turn, type CollectGarbageOptions, type GcEffort } from './collect-garbage.js';
export type { AgentExtension, ExtensionHandler } from './extensions.js';
export { type MemoryUse, memoryReader, withExternalBytes } from './memory-use.js';
export { type FileAccess, type OpenFile, openFilesOf } from './process-files.js';
export type { OpenedFile } from './opened-files.js';
export { commandIn, type OtherIsolate, type UnseenIsolate } from './other-isolate.js';
export type { ProcessCaptureBackend } from './protocol.js';
export type { AllocatingCall, SurvivingAllocations } from './sample-allocations.js';
export type { OpenedScenario } from './scenario-agent.js';
export type * as ScenarioAgent from './scenario-agent.js';
export { BRAND } from './brand.js';
export { CONTROL_CLASSES } from './scenario-controls.js';
export type { Hooks, RunEffort, RunProgress } from './scenario-session.js';
export { type Counters, withMoreBytes, withoutFiles, withProcesses } from './settle-loop.js';
