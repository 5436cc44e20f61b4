import type { StepSize } from './step-rule.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { grownKind, toldWitness, traceLines, witnessesOf } from '../../retention/index.js';
import type { Inspector } from '../../retention/index.js';
import type { Finding } from '../result/verdict.js';

/** Bytes of a backing store that one entry takes, about. */
const ENTRY_BYTES = 8;

/** A collection, or a value that is replaced by larger ones, that grows without a new object in it. */
export function collectionFinding(
  heap: HeapGraph,
  { node, sizes }: { readonly node: NodeOrdinal; readonly sizes: readonly StepSize[] },
  options: {
    readonly inspectors: readonly Inspector[];
    readonly holders: number;
    readonly isOld: (node: NodeOrdinal) => boolean;
  },
): Finding[] {
  const { inspectors, isOld, holders: maximumHolders } = options;
  const [witness] = witnessesOf(heap, [node], {
    inspectors,
    maximumHolders,
    // What it replaces was there, and so was whatever holds it.
    isOld: (one) => one === node || isOld(one),
  });
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  if (witness === undefined || first === undefined || last === undefined) return [];
  const iterations = last.iterations - first.iterations;
  const bytes = last.bytes - first.bytes;
  const entries = Math.round(bytes / ENTRY_BYTES);
  return [
    {
      fingerprint: witness.fingerprint,
      className: witness.className,
      kind: 'collection',
      perIteration: entries / iterations,
      count: entries,
      iterations,
      retainedBytesPerIteration: bytes / iterations,
      survivors: [],
      path: traceLines(witness.trace),
      allocatedAt: [],
      within: null,
      witness: { ...toldWitness(witness), kind: grownKind(witness.kind, bytes) },
    },
  ];
}
