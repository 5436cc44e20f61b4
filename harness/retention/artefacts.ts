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

/** What the measurement itself retains, by the pattern of its path. */
const ARTEFACTS: Readonly<Record<ArtefactName, KnownArtefact>> = {
  'keep-during-job': {
    why: 'V8 keeps the target of a WeakRef that was created or dereferenced alive until the current job ends',
    remedy: 'wait for a macrotask (setImmediate) between the last deref() and the capture',
    recognise: (hops) => hops.some(({ name }) => name === 'weak_refs_keep_during_job'),
  },
  'unread-error-stack': {
    why: 'an Error whose stack was never read retains the functions and receivers of its stack frames',
    remedy: 'read error.stack once before storing an error',
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
    why: 'V8 keeps it with compiled code, such as the boilerplate of a literal',
    remedy: 'none needed: there is one per place in the code, no matter how often that runs',
    recognise: (hops, { facts }) => hops.some(({ to }) => facts.heap.type(to) === 'code'),
  },
  'own-controls': {
    why: 'a variable of the harness retains it: it is a control, or was passed to context.keep()',
    remedy: 'none needed: it is part of the measurement',
    recognise: (hops, heap) => isOurs(hops, heap) && hops.some((hop) => isOwnVariable(hop, heap)),
  },
  'suspended-agent-frame': {
    why: 'a function of the harness that is running or suspended during the capture retains it',
    remedy: 'none needed: it is released when the call returns',
    recognise: (hops, heap) =>
      isOurs(hops, heap) &&
      (hops.some(({ from }) => isSuspendedCall(heap.facts, from)) || isAgentStack(hops, heap)),
  },
};

/**
 * Returns the artefact that a path leads through before it reaches what leaks; null if there is none. The preferred path
 * leads through an artefact only if no other path is left.
 */
export function artefactOf(heap: WitnessHeap, path: FoundPath): Artefact | null {
  const hops = heap.hops(path).slice(0, heap.leakingFrom(path));
  for (const [name, { why, remedy, recognise }] of Object.entries(ARTEFACTS)) {
    if (recognise(hops, heap)) return { name: name as ArtefactName, why, remedy };
  }
  return null;
}

/** Whether no user code is on the path: objects retained by a function of the scenario belong to the scenario. */
function isOurs(hops: readonly Hop[], { facts }: WitnessHeap): boolean {
  return !hops.some(({ from }) => facts.origin(from) === 'user');
}

function isOwnVariable({ type, from }: Hop, { facts }: WitnessHeap): boolean {
  return type === 'context' && facts.origin(from) === 'harness';
}

/** Whether the path starts at the stack of a worker that our agent parked, where only the agent runs. */
function isAgentStack(hops: readonly Hop[], { facts }: WitnessHeap): boolean {
  const stack = hops.find(({ to }) => facts.heap.name(to) === STACK)?.to;
  if (stack === undefined) return false;
  return [...facts.heap.edges(stack)].some(({ to }) => facts.origin(to) === 'harness');
}

const STACK = '(Stack roots)';
