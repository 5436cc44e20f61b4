import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import type { HeldGroup } from '../../../harness/check/run/heap-history.js';
import type { Part } from '../../../harness/check/run/shared-groups.js';
import { SnapshotHistory } from '../../../harness/check/run/snapshot-history.js';
import { SnapshotBuilder } from '../snapshot-builder.js';

const EMPTY = HeapGraph.from(await readSnapshot(new SnapshotBuilder().bytes()));
const histories = new Map<number, SnapshotHistory>();

/** Returns the history of an isolate without objects, which only identifies it. */
function historyOf(isolate: number): SnapshotHistory {
  const history = histories.get(isolate) ?? new SnapshotHistory(EMPTY, 0, { inspectors: [], holders: null });
  histories.set(isolate, history);
  return history;
}

/** A group of one of several isolates that the same line of code started. */
export function fakePart(group: HeldGroup, isolate: number, { of, seen }: Pick<Part, 'of' | 'seen'>): Part {
  const startedAt = { url: 'file:///pool.mjs', line: 1, column: 1 };
  return {
    group,
    history: historyOf(isolate),
    seen,
    since: 0,
    isolate: {
      kind: 'worker',
      id: isolate,
      serial: isolate,
      name: `thread ${isolate}`,
      script: 'pool',
      startedAt,
    },
    of,
  };
}
