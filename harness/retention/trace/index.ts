// Formats traces. Separate from the search for traces, which a process that only prints a result does not need.
export { placeText, type PlaceOptions } from './format-text.js';
export { formatLeakTrace, type FormatTraceOptions, pathOf } from './format-trace.js';
export { callLines, formatWitness, type FormatWitnessOptions } from './format-witness.js';
