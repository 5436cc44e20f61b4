import type { HeapObjectId, NodeOrdinal } from '../core/units.js';
import { nodeOrdinal } from '../core/units.js';
import type { GroupSurvivors } from '../analysis/growth.js';
import { formatRetainingPath } from '../graph/index.js';
import type { CheckRun } from './run-check.js';
import type { Finding } from './verdict.js';

/** What grows, as findings, those that retain most first. */
export function findingsOf(run: CheckRun): Finding[] {
  return run.growing.map((group) => findingOf(run, group)).sort((a, b) => b.perIteration - a.perIteration);
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
