import { identityDiff, requireOneIsolate } from '../heap/diff/index.js';
import { HeapwitnessError } from '../core/errors.js';
import { queueMicrotask } from '../core/captured-timers.js';
import { HeapGraph } from '../heap/graph/index.js';
import type { HeapObjectId } from '../core/units.js';
import { holderText } from '../assert/index.js';
import { requireClass, requireCount } from './argument-checks.js';
import type { CollectedCount } from './vocabulary.js';

/** Implements `collected(n)`. Nothing is asserted before `since`, so a chain that ends earlier is an error. */
export function collectedSince(
  assertion: Chai.AssertionStatic,
  heap: HeapGraph,
  count: number,
): CollectedCount {
  requireCount(count);
  const chain = { finished: false };
  queueMicrotask(() => {
    if (!chain.finished) throw unfinished(count);
  });
  return {
    instancesOf: (className) => ({
      since: (before) => {
        chain.finished = true;
        assertCollected(assertion, { heap, before: requireHeap(before), count, className });
        return assertion as unknown as Chai.Assertion;
      },
    }),
  };
}

interface Collected {
  readonly heap: HeapGraph;
  readonly before: HeapGraph;
  readonly count: number;
  readonly className: string;
}

function assertCollected(
  assertion: Chai.AssertionStatic,
  { heap, before, count, className }: Collected,
): void {
  requireClass(className, [heap, before]);
  requireOneIsolate([before, heap]);
  const { gone, kept, new: born } = identityDiff(before, heap, { className, subclasses: true });
  const [earlier, now] = [gone.length + kept.length, kept.length + born.length];
  const counts = `${earlier} before, ${now} now, ${gone.length} of the earlier ones collected`;
  // A function, so that a trace is searched for only if the assertion fails.
  assertion.assert(
    gone.length === count,
    () =>
      `expected ${count} instances of ${className} to have been collected: ${counts}${survivorText(heap, kept[0])}`,
    `expected not ${count} instances of ${className} to have been collected: ${counts}`,
    { className, collected: count },
    { className, before: earlier, now, collected: gone.length },
    false,
  );
}

function survivorText(heap: HeapGraph, id: HeapObjectId | undefined): string {
  const node = id === undefined ? undefined : heap.nodeById(id);
  return node === undefined ? '' : `\n${holderText(heap, node)}`;
}

function requireHeap(before: unknown): HeapGraph {
  if (before instanceof HeapGraph) return before;
  throw new HeapwitnessError(
    'ERR_USAGE',
    `since() needs an earlier HeapGraph of the same isolate, got ${typeof before}.`,
  );
}

function unfinished(count: number): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_INCOMPLETE_ASSERTION',
    `collected(${count}) alone asserts nothing. Write: .to.have.collected(${count}).instancesOf('Class').since(before), without an await in between.`,
  );
}
