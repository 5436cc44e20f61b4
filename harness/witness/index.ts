export { formatLeakTrace, type FormatTraceOptions, traceLines } from './format-trace.js';
export { formatWitness, type FormatWitnessOptions } from './format-witness.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';
export type * from './types.js';
export { type WitnessOptions, witnessesOf } from './witnesses.js';
