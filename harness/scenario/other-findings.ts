import { fingerprintOf, traceLines, witnessesOf } from '../witness/index.js';
import type { Inspector } from '../witness/index.js';
import type { CheckRun } from './run-check.js';
import type { GrowingStore } from './store-book.js';
import type { Finding } from './verdict.js';

/** Bytes of a backing store that one entry takes, about. */
const ENTRY_BYTES = 8;

/** Collections that grow without a new object: of numbers, or of one thing many times. */
export function collectionFindings(run: CheckRun, inspectors: readonly Inspector[]): Finding[] {
  return run.stores.flatMap((store) => collectionFinding(run, store, inspectors));
}

function collectionFinding(
  { ledger: { heap } }: CheckRun,
  { node, first, last }: GrowingStore,
  inspectors: readonly Inspector[],
): Finding[] {
  const [witness] = witnessesOf(heap, [node], { inspectors });
  if (witness === undefined) return [];
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
      witness: { ...witness, members: [] },
    },
  ];
}

/** What grows outside of the heap: open files, handles, bytes. */
export function resourceFindings({ counters, ledger: { iterations } }: CheckRun): Finding[] {
  return [...counters].map(([name, growth]) => {
    const count = growth.reduce((sum, one) => sum + one, 0);
    return {
      fingerprint: fingerprintOf(['resource', name]),
      className: name,
      kind: 'resource',
      perIteration: count / iterations,
      count,
      iterations,
      retainedBytesPerIteration: name.endsWith('bytes') ? count / iterations : 0,
      survivors: growth,
      path: [],
      allocatedAt: [],
      within: null,
      witness: null,
    };
  });
}
