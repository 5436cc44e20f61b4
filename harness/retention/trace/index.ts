// How traces are written; without all that finds them, which a process that only prints a result has no use for.
export { placeText, type PlaceOptions } from './format-text.js';
export { formatLeakTrace, type FormatTraceOptions, pathOf } from './format-trace.js';
export { formatWitness, type FormatWitnessOptions } from './format-witness.js';
