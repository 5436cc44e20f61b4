import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { fingerprintOf, pathOf, resourceKind, toldWitness } from '../../retention/index.js';
import type { ExternalPlace } from '../run/heap-history.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';
import { grownWitness, type GrownWitnessOptions } from './grown-witness.js';

/** The counter of memory outside of the heap. */
export const EXTERNAL = 'external bytes';
/** Minimum share of the growth that a place of its own finding has, and that all of them together explain. */
export const LEAST_SHARE = 0.2;
export const EXPLAINED = 0.5;

/** Memory outside of the heap that has grown. */
interface GrownMemory {
  /** The outermost views of the memory, which are retained in the same way. */
  readonly nodes: readonly NodeOrdinal[];
  /** Growth since the first look. */
  readonly bytes: number;
  readonly iterations: number;
}

/** Returns the finding of memory outside of the heap that one reference holds, or several in the same way. */
export function externalFinding(
  heap: HeapGraph,
  { nodes, bytes, iterations }: GrownMemory,
  options: GrownWitnessOptions,
): Finding[] {
  const witness = grownWitness(heap, nodes, options);
  if (witness === undefined) return [];
  return [
    findingOf({
      fingerprint: fingerprintOf(['resource', EXTERNAL, witness.fingerprint]),
      className: EXTERNAL,
      kind: 'resource',
      count: bytes,
      iterations,
      retainedBytesPerIteration: bytes / iterations,
      path: pathOf(witness.trace),
      witness: { ...toldWitness(witness), kind: { ...resourceKind(EXTERNAL), line: witness.kind.line } },
    }),
  ];
}

/**
 * Returns the findings of the places at which memory outside of the heap has grown; none if these do not explain most of
 * the growth, which then has no known owner.
 *
 * @param bytes growth of the memory
 */
export function externalFindings(bytes: number, places: readonly ExternalPlace[]): Finding[] {
  const large = places.filter((one) => one.bytes >= LEAST_SHARE * bytes);
  const explained = large.reduce((sum, one) => sum + one.bytes, 0);
  return explained < EXPLAINED * bytes ? [] : large.flatMap(({ finding }) => finding());
}
