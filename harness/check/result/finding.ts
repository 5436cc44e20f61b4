import type { Finding } from './verdict.js';

/** The facts that every finding has; other fields follow from them, or are empty. */
export type FindingFacts = Pick<Finding, 'fingerprint' | 'className' | 'kind' | 'count' | 'iterations'> &
  Partial<Finding>;

/** A finding; each field that is not given is computed from those that are, or empty. */
export function findingOf(facts: FindingFacts): Finding {
  return {
    perIteration: facts.count / facts.iterations,
    retainedBytesPerIteration: 0,
    survivors: [],
    path: [],
    allocatedAt: [],
    within: null,
    witness: null,
    openFile: null,
    command: null,
    isolates: null,
    ...facts,
  };
}
