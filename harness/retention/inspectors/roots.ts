import type { Inspector } from '../inspector.js';

/** Labels of objects that V8 itself retains. */
const LABELS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/DevTools console$/, 'argument of console.log, kept for the inspector'],
  [/^weak_refs_keep_during_job$/, 'targets of WeakRefs, kept until the job ends'],
  [/^feedback_vectors_for_profiling_tools$/, 'feedback of functions, kept for coverage'],
];

/** Roots: the label that V8 gives a reference. */
export const roots: Inspector = {
  name: 'roots',
  refer: ([hop]) => {
    if (hop?.type !== 'internal') return undefined;
    const text = LABELS.find(([pattern]) => pattern.test(String(hop.name)))?.[1];
    return text === undefined ? undefined : { hops: 1, text };
  },
};
