import type { StepSize } from './step-rule.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { grownKind, toldWitness, pathOf } from '../../retention/index.js';
import { grownWitness, type GrownWitnessOptions } from './grown-witness.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';

/** Approximate bytes of a backing store per entry. */
const ENTRY_BYTES = 8;

/** Returns the finding of a collection, or of a value replaced by larger ones, that grows without new objects. */
export function collectionFinding(
  heap: HeapGraph,
  { node, sizes }: { readonly node: NodeOrdinal; readonly sizes: readonly StepSize[] },
  options: GrownWitnessOptions,
): Finding[] {
  const witness = grownWitness(heap, node, options);
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  if (witness === undefined || first === undefined || last === undefined) return [];
  const iterations = last.iterations - first.iterations;
  const bytes = last.bytes - first.bytes;
  const perIteration = entriesPerIteration(sizes);
  return [
    findingOf({
      fingerprint: witness.fingerprint,
      className: witness.className,
      kind: 'collection',
      perIteration,
      count: Math.round(perIteration * iterations),
      iterations,
      retainedBytesPerIteration: bytes / iterations,
      path: pathOf(witness.trace),
      witness: { ...toldWitness(witness), kind: grownKind(witness.kind, bytes) },
    }),
  ];
}

/**
 * Estimates how many entries an iteration adds. A backing store has room for up to one and a half times or twice its
 * entries, so each look overestimates, and the smallest estimate of the later looks is the best.
 */
export function entriesPerIteration(sizes: readonly StepSize[]): number {
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const later = sizes.filter(
    ({ iterations }) => iterations > first.iterations && iterations >= last.iterations / 4,
  );
  const rates = later.map(({ iterations, bytes }) => (bytes - first.bytes) / (iterations - first.iterations));
  return rates.length === 0 ? 0 : Math.max(0, Math.min(...rates)) / ENTRY_BYTES;
}
