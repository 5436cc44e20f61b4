import { fingerprintOf, toldWitness, traceLines, witnessesOf } from '../witness/index.js';
import type { Inspector } from '../witness/index.js';
import type { CheckRun } from './run-check.js';
import { type GrowingStore, isFilledWithObjects } from './store-book.js';
import type { Finding } from './verdict.js';

/** Bytes of a backing store that one entry takes, about. */
const ENTRY_BYTES = 8;

/**
 * What grows beside the objects of the heap: collections and, where these tell nothing either, resources.
 *
 * @param objects that grow, and are allowed to: what tells of them is no finding of its own
 */
export function otherFindings(
  run: CheckRun,
  objects: readonly Finding[],
  inspectors: readonly Inspector[],
): Finding[] {
  const collections = collectionsBeside(run, objects).flatMap((store) =>
    collectionFinding(run, store, inspectors),
  );
  return collections.length > 0 ? collections : resourcesBeside(run, objects);
}

/** Collections that grow without a new object: of numbers, or of one thing many times. */
function collectionsBeside({ ledger, stores }: CheckRun, objects: readonly Finding[]): GrowingStore[] {
  if (objects.length === 0) return [...stores];
  return stores.filter((store) => !isFilledWithObjects(ledger.heap, store, ledger.boundaries[0] ?? 0));
}

/** The only resource that an object need not tell of: a file may be open by its number alone. */
const FILES = 'file descriptors';

/** Each of the objects may hold one. */
function resourcesBeside(run: CheckRun, objects: readonly Finding[]): Finding[] {
  const resources = resourceFindings(run);
  if (objects.length === 0) return resources;
  const held = objects.reduce((sum, { count }) => sum + count, 0);
  return resources.filter(({ className, count }) => className === FILES && count > held);
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
      witness: toldWitness(witness),
    },
  ];
}

/** What grows outside of the heap: open files, handles, bytes. */
function resourceFindings({ counters, ledger: { iterations } }: CheckRun): Finding[] {
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
