import type { StepSize } from './step-rule.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { grownKind, pathOf, placeBytesOf, toldWitness } from '../../retention/index.js';
import { grownWitness, type GrownWitnessOptions } from './grown-witness.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';

/**
 * Collections that are held in the same way, with the sizes of their stores by look, and their entries where they were
 * counted, at 8 bytes each.
 */
interface GrownCollections {
  readonly nodes: readonly NodeOrdinal[];
  readonly sizes: readonly StepSize[];
  readonly entries: readonly StepSize[];
}

/** Bytes that stand for a counted entry. */
export const COUNTED_BYTES = 8;

/** Returns the finding of collections, or of values replaced by larger ones, that grow without new objects. */
export function collectionFinding(
  heap: HeapGraph,
  { nodes, sizes, entries }: GrownCollections,
  options: GrownWitnessOptions,
): Finding[] {
  const witness = grownWitness(heap, nodes, options);
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  if (witness === undefined || first === undefined || last === undefined) return [];
  const iterations = last.iterations - first.iterations;
  const bytes = last.size - first.size;
  const perIteration = countedPerIteration(entries) ?? entriesPerIteration(sizes, placeBytesOf(witness.kind));
  const count = Math.round(perIteration * iterations);
  return [
    findingOf({
      fingerprint: witness.fingerprint,
      className: witness.className,
      kind: 'collection',
      perIteration,
      count,
      iterations,
      retainedBytesPerIteration: bytes / iterations,
      path: pathOf(witness.trace),
      witness: { ...toldWitness(witness), kind: grownKind(witness.kind, count, nodes.length) },
    }),
  ];
}

/** Returns how many entries an iteration added, as counted at the first and the last look of these; `null` without two. */
function countedPerIteration(entries: readonly StepSize[]): number | null {
  const [first, last] = [entries.at(0), entries.at(-1)];
  if (first === undefined || last === undefined || last.iterations <= first.iterations) return null;
  return Math.max(0, last.size - first.size) / COUNTED_BYTES / (last.iterations - first.iterations);
}

/**
 * Estimates how many entries an iteration adds. A backing store has room for up to one and a half times or twice its
 * entries, so each look overestimates, and the smallest estimate of the later looks is the best.
 *
 * @param entryBytes bytes of the store per entry
 */
export function entriesPerIteration(sizes: readonly StepSize[], entryBytes: number): number {
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const later = sizes.filter(
    ({ iterations }) => iterations > first.iterations && iterations >= last.iterations / 4,
  );
  const rates = later.map(({ iterations, size }) => (size - first.size) / (iterations - first.iterations));
  return rates.length === 0 ? 0 : Math.max(0, Math.min(...rates)) / entryBytes;
}
