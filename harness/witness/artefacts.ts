import type { Artefact, ArtefactName } from './types.js';
import type { Hop } from './inspector.js';
import type { FoundPath, WitnessHeap } from './witness-heap.js';

type Recognise = (hops: readonly Hop[], heap: WitnessHeap) => boolean;

interface KnownArtefact {
  readonly why: string;
  readonly remedy: string;
  readonly recognise: Recognise;
}

/** What the act of measuring holds, by the pattern of its path. */
const ARTEFACTS: Readonly<Record<ArtefactName, KnownArtefact>> = {
  'keep-during-job': {
    why: 'V8 keeps what a WeakRef was made for, or was dereferenced to, until the current job ends',
    remedy: 'let a macrotask (setImmediate) pass between the last deref() and the capture',
    recognise: (hops) => hops.some(({ name }) => name === 'weak_refs_keep_during_job'),
  },
  'unread-error-stack': {
    why: 'an Error whose stack was never read holds the functions and receivers of its stack frames',
    remedy: 'read error.stack once where errors are kept',
    recognise: (hops, { facts }) => hops.some(({ from }) => facts.heap.name(from) === 'system / CallSiteInfo'),
  },
  'inspector-console': {
    why: 'while an inspector is connected, V8 keeps every argument of console.log',
    remedy: 'run without --inspect, or send Runtime.discardConsoleEntries before the capture',
    recognise: (hops) => hops.some(({ name }) => String(name).includes('DevTools console')),
  },
  coverage: {
    why: 'coverage (NODE_V8_COVERAGE, c8) keeps the feedback of every function that ran',
    remedy: 'measure without coverage',
    recognise: (hops) => hops.some(({ name }) => name === 'feedback_vectors_for_profiling_tools'),
  },
  'suspended-agent-frame': {
    why: "a suspended function of the harness's own has it in hand",
    remedy: 'none needed: it lets go when the call ends',
    recognise: (hops, { facts }) =>
      hops.some(({ name, from }) => {
        if (name !== 'parameters_and_registers') return false;
        const closure = facts.heap.property(from, 'function', 'internal');
        return closure !== undefined && facts.origin(closure) === 'harness';
      }),
  },
  'own-controls': {
    why: 'the harness holds it as one of its own controls',
    remedy: 'none needed: it is part of the measuring',
    recognise: (hops, { facts }) =>
      hops.some(({ from }) => facts.origin(from) === 'harness') && !hops.some(({ to }) => facts.origin(to) === 'user'),
  },
};

/** The artefact that the path leads through; null where none does. The preferred path does so only when no other is left. */
export function artefactOf(heap: WitnessHeap, path: FoundPath): Artefact | null {
  const hops = heap.hops(path);
  for (const [name, { why, remedy, recognise }] of Object.entries(ARTEFACTS)) {
    if (recognise(hops, heap)) return { name: name as ArtefactName, why, remedy };
  }
  return null;
}
