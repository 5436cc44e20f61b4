export { formatLeakTrace, type FormatTraceOptions, traceLines } from './format-trace.js';
export { allocationSiteOf, type MadeGroup } from './allocation-sites.js';
export { formatWitness, type FormatWitnessOptions, siteCallLines } from './format-witness.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';
export { grownKind } from './kinds/classify.js';
export type { CodeLine, Explanation, LeakFacts, LeakKind, LeakKindId } from './kinds/leak-kind.js';
export { LEAK_KINDS } from './kinds/leak-kind.js';
export { kindOfResource, resourceKind } from './kinds/of-resource.js';
export {
  type KnownLeak,
  type KnownLeaksFile,
  type KnownMatches,
  matchKnown,
  readKnownLeaks,
  writeKnownLeaks,
} from './known-leaks.js';
export { knownLeaksIn, parseKnownLeaks } from './known-leak-entries.js';
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
  VerifiedCut,
  Witness,
} from './types.js';
export { fingerprintOf } from './signature.js';
export { SourceMaps } from './source-maps.js';
export { givenInspectors } from './given-inspectors.js';
export type { Word } from './words.js';
export {
  type FoundWitness,
  type FoundGroup,
  prepareGroups,
  prepareWitnesses,
  toldWitness,
  type WitnessOptions,
  witnessesOf,
} from './witnesses.js';
