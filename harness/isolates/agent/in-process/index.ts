// The agent's parts for a scenario that runs in the same isolate as its check.
export { countEntries } from '../count-entries.js';
export { HeapwitnessOpenedFiles } from '../opened-files.js';
export { OwnInspector } from '../own-inspector.js';
export { AllocationSampler } from '../sample-allocations.js';
export { plainOptions } from '../scenario-options.js';
export { hooksOf, ScenarioSession } from '../scenario-session.js';
export { sampleCounters, settle, withMoreBytes, withoutFiles } from '../settle-loop.js';
export { HeapwitnessIsolates } from '../started-isolates.js';
export { WasmMemory } from '../wasm-memory.js';
