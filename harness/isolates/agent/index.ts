export { collectGarbage, turn, type CollectGarbageOptions, type GcEffort } from './collect-garbage.js';
export { countEntries } from './count-entries.js';
export { OwnInspector } from './own-inspector.js';
export { WasmMemory } from './wasm-memory.js';
export type { ProcessCaptureBackend } from './protocol.js';
export { AllocationSampler, type AllocatingCall, type SurvivingAllocations } from './sample-allocations.js';
export type { OpenedScenario } from './scenario-agent.js';
export { BRAND, CONTROL_CLASSES } from './scenario-controls.js';
export { plainOptions } from './scenario-options.js';
export {
  ScenarioSession,
  hooksOf,
  type Hooks,
  type RunEffort,
  type RunProgress,
} from './scenario-session.js';
export { sampleCounters, settle, withWasmMemory, type Counters } from './settle-loop.js';
export { HeapwitnessIsolates, type UnseenIsolate } from './unseen-isolates.js';
export type * as ScenarioAgent from './scenario-agent.js';
