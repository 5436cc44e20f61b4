export { formatLeakTrace, type FormatTraceOptions, traceLines } from './trace/format-trace.js';
export { allocationSiteOf, type MadeGroup } from './trace/allocation-sites.js';
export { formatWitness, type FormatWitnessOptions, siteCallLines } from './trace/format-witness.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';
export { grownKind } from './kinds/classify.js';
export type { CodeLine, Explanation, LeakFacts, LeakKind, LeakKindId } from './kinds/leak-kind.js';
export { LEAK_KINDS } from './kinds/leak-kind.js';
export { kindOfResource, resourceKind } from './kinds/of-resource.js';
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
export { fingerprintOf } from './grouping/signature.js';
export { SourceMaps } from './trace/source-maps.js';
export { givenInspectors } from './given-inspectors.js';
export type { Word } from './trace/words.js';
export {
  type FoundWitness,
  type FoundGroup,
  prepareGroups,
  prepareWitnesses,
  toldWitness,
  type WitnessOptions,
  witnessesOf,
} from './witnesses.js';
export { placeText } from './trace/format-text.js';
