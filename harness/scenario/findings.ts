import type { HeapObjectId, NodeOrdinal } from '../core/units.js';
import { nodeOrdinal } from '../core/units.js';
import type { GroupSurvivors } from '../analysis/growth.js';
import { formatRetainingPath } from '../graph/index.js';
import type { CheckRun } from './run-check.js';
import type { GrowingStore } from './store-book.js';
import type { Finding } from './verdict.js';

/**
 * What grows, as findings, those that retain most first. Collections and resources are findings where no object of the
 * heap tells of them.
 */
export function findingsOf(run: CheckRun): Finding[] {
  const objects = run.growing.map((group) => findingOf(run, group));
  if (objects.length > 0) return objects.sort((a, b) => b.perIteration - a.perIteration);
  const collections = run.stores.map((store) => collectionFinding(run, store));
  if (collections.length > 0) return collections;
  return [...run.counters].map(([name, growth]) => resourceFinding(run, name, growth));
}

/** Bytes of a backing store that one entry takes, about. */
const ENTRY_BYTES = 8;

function collectionFinding({ ledger: { heap } }: CheckRun, { node, first, last }: GrowingStore): Finding {
  const iterations = last.iterations - first.iterations;
  const bytes = last.bytes - first.bytes;
  const className = heap.name(node);
  const path = heap.retainingPath(node);
  return {
    fingerprint: `collection:${className}`,
    className,
    kind: 'collection',
    perIteration: bytes / ENTRY_BYTES / iterations,
    count: Math.round(bytes / ENTRY_BYTES),
    iterations,
    retainedBytesPerIteration: bytes / iterations,
    path: path === undefined ? [] : formatRetainingPath(path).split('\n'),
  };
}

function resourceFinding({ ledger }: CheckRun, name: string, growth: readonly number[]): Finding {
  const count = growth.reduce((sum, one) => sum + one, 0);
  const { iterations } = ledger;
  const isBytes = name.endsWith('bytes');
  return {
    fingerprint: `resource:${name}`,
    className: name,
    kind: 'resource',
    perIteration: count / iterations,
    count,
    iterations,
    retainedBytesPerIteration: isBytes ? count / iterations : 0,
    path: [],
  };
}

function findingOf({ ledger }: CheckRun, { kind, name, survivors, members }: GroupSurvivors): Finding {
  const count = survivors.reduce((sum, one) => sum + one, 0);
  const { iterations, heap } = ledger;
  const last = members.at(-1) ?? nodeOrdinal(0);
  const path = heap.retainingPath(last);
  let retained = 0;
  for (const member of members) retained += heap.shallowBytes(member);
  return {
    fingerprint: `${kind}:${name}`,
    className: name,
    kind,
    perIteration: count / iterations,
    count,
    iterations,
    retainedBytesPerIteration: retained / iterations,
    path: path === undefined ? [] : formatRetainingPath(path).split('\n'),
  };
}

export type { HeapObjectId, NodeOrdinal };
