export { formatLeakTrace, type FormatTraceOptions, traceLines } from './format-trace.js';
export { formatWitness, type FormatWitnessOptions } from './format-witness.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';
export {
  type KnownLeak,
  type KnownLeaksFile,
  type KnownMatches,
  matchKnown,
  parseKnownLeaks,
  readKnownLeaks,
  writeKnownLeaks,
} from './known-leaks.js';
export type {
  AllocationFrame,
  AllocationSite,
  Artefact,
  ArtefactName,
  Follower,
  Holder,
  LeakStatus,
  LeakTrace,
  LeakTraceNode,
  LeakTraceReference,
  SourcePosition,
  Witness,
  Word,
} from './types.js';
export { type WitnessOptions, witnessesOf } from './witnesses.js';
