export { allocationSiteOf, type MadeGroup, mostFrequentFrames } from './trace/allocation-sites.js';
export type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';
export { shownClassOf } from './grouping/class-name.js';
export { grownKind, placeBytesOf } from './kinds/classify.js';
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
  PathStep,
  VerifiedCut,
  Witness,
} from './types.js';
export type { SourcePosition } from '../core/source-position.js';
export { fingerprintOf } from './grouping/signature.js';
export { moduleName } from './trace/module-name.js';
export { SourceMaps } from './trace/source-maps.js';
export { givenInspectors } from './given-inspectors.js';
export type { Word } from './trace/signature-words.js';
export {
  type FoundWitness,
  type FoundGroup,
  prepareGroups,
  prepareWitnesses,
  toldWitness,
  type WitnessOptions,
  witnessesOf,
} from './witnesses.js';
export {
  formatLeakTrace,
  type FormatTraceOptions,
  formatWitness,
  type FormatWitnessOptions,
  pathOf,
  placeText,
  type PlaceOptions,
} from './trace/index.js';
export {
  type CodeLine,
  type Explanation,
  kindOfResource,
  LEAK_KINDS,
  type LeakFacts,
  type LeakKind,
  type LeakKindId,
  resourceKind,
} from './kinds/index.js';
