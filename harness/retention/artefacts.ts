import type { Artefact, ArtefactName } from './types.js';
import type { Hop } from './inspector.js';
import { isRawStack } from './inspectors/errors.js';
import { isSuspendedCall } from './search/own-frames.js';
import type { FoundPath, WitnessHeap } from './search/witness-heap.js';

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
    recognise: (hops, { facts }) => hops.some((hop) => isRawStack(hop, facts.heap)),
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
  'compiled-code': {
    why: 'V8 keeps it with the code that it compiled, such as the pattern of a literal',
    remedy: 'none needed: there is one for each place in the code, however often that runs',
    recognise: (hops, { facts }) => hops.some(({ to }) => facts.heap.type(to) === 'code'),
  },
  'own-controls': {
    why: 'a variable of the harness holds it: one of its controls, or what it was asked to keep',
    remedy: 'none needed: it is part of the measuring',
    recognise: (hops, heap) => isOurs(hops, heap) && hops.some((hop) => isOwnVariable(hop, heap)),
  },
  'suspended-agent-frame': {
    why: "a function of the harness's own, running or suspended while the heap is captured, has it in hand",
    remedy: 'none needed: it lets go when the call ends',
    recognise: (hops, heap) =>
      isOurs(hops, heap) &&
      (hops.some(({ from }) => isSuspendedCall(heap.facts, from)) || isAgentStack(hops, heap)),
  },
};

/**
 * The artefact that a path leads through before it comes to a suspect; null where none does. The preferred path does
 * so only when no other is left.
 */
export function artefactOf(heap: WitnessHeap, path: FoundPath): Artefact | null {
  const all = heap.hops(path);
  const first = all.findIndex(({ to }) => heap.tools.isSuspect(to));
  const hops = first < 0 ? all : all.slice(0, first + 1);
  for (const [name, { why, remedy, recognise }] of Object.entries(ARTEFACTS)) {
    if (recognise(hops, heap)) return { name: name as ArtefactName, why, remedy };
  }
  return null;
}

/** Whether nothing of the user's lies on the way: what a scenario's own function holds is the scenario's. */
function isOurs(hops: readonly Hop[], { facts }: WitnessHeap): boolean {
  return !hops.some(({ from }) => facts.origin(from) === 'user');
}

function isOwnVariable({ type, from }: Hop, { facts }: WitnessHeap): boolean {
  return type === 'context' && facts.origin(from) === 'harness';
}

/** The stack of a worker that our agent parked: nothing but the agent runs there. */
function isAgentStack(hops: readonly Hop[], { facts }: WitnessHeap): boolean {
  const stack = hops.find(({ to }) => facts.heap.name(to) === STACK)?.to;
  if (stack === undefined) return false;
  return [...facts.heap.edges(stack)].some(({ to }) => facts.origin(to) === 'harness');
}

const STACK = '(Stack roots)';
