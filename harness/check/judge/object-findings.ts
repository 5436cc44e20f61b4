import { type GroupKind, VARIOUS } from '../../heap/diff/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import { allocationSiteOf, pathOf, SourceMaps, toldWitness } from '../../retention/index.js';
import type { FoundWitness, LeakTrace } from '../../retention/index.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';

/** Classes that are too general to be a finding of their own below another one. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set([
  'Object',
  'Array',
  'Map',
  'Set',
  'system / Context',
  'native_bind',
  '',
  'Generator',
  '(string)',
  '(symbol)',
  '(regexp)',
  '(bigint)',
  '(array)',
  '(closure)',
  VARIOUS,
]);

/** Survivors of one class in a group that is retained in one way. */
export interface HeldClass {
  readonly kind: GroupKind;
  readonly className: string;
  readonly members: readonly NodeOrdinal[];
  readonly survivors: readonly number[];
}

/** The input for creating findings. */
export interface FindingTools {
  readonly heap: HeapGraph;
  /** Number of iterations of all cycles, without the warm-up. */
  readonly iterations: number;
  readonly allocations: readonly SurvivingAllocations[];
}

/** Returns the finding of a group that grows. */
export function headFinding(
  { iterations }: FindingTools,
  { kind, members, survivors }: HeldClass,
  witness: FoundWitness,
): Finding {
  const { fingerprint, className, retainedBytes, trace, allocationSite } = witness;
  const count = members.length;
  return findingOf({
    fingerprint,
    className,
    kind,
    count,
    iterations,
    retainedBytesPerIteration: retainedBytes / iterations,
    survivors,
    path: pathOf(trace),
    allocatedAt: allocationSite?.frames ?? [],
    witness: toldWitness(witness),
  });
}

/** Number of members whose retained size is computed, as a sample of their class. */
const SAMPLE = 25;

/**
 * Returns the finding of a class that grows below the head of a group: the inner class may be the informative one.
 *
 * @param above fingerprint of the head, and trace to one of the members
 */
export function innerFinding(
  { heap, iterations, allocations }: FindingTools,
  { kind, className, members, survivors }: HeldClass,
  { fingerprint, trace }: { readonly fingerprint: string; readonly trace: LeakTrace },
): Finding {
  const sample = members.slice(-SAMPLE);
  const bytes = sample.reduce((sum, member) => sum + heap.retainedBytes(member), 0) / sample.length;
  const made = { className, isObject: kind === 'object', count: members.length };
  const site = allocationSiteOf(made, allocations, new SourceMaps(true));
  return findingOf({
    fingerprint: `${fingerprint}/${className}`,
    className,
    kind,
    count: members.length,
    iterations,
    retainedBytesPerIteration: (bytes * members.length) / iterations,
    survivors,
    path: pathOf(trace),
    allocatedAt: site?.frames ?? [],
    within: fingerprint,
  });
}

/** Whether a class is specific enough to be reported below a finding, and is not on its trace. */
export function isWorthTelling(className: string, { className: head, trace }: FoundWitness): boolean {
  const named = [head, ...trace.nodes.map((node) => node.className)];
  return !PLAIN_CLASSES.has(className) && !named.includes(className);
}
