import { expect } from 'chai';
import type { HeldGroup } from '../../harness/check/run/heap-history.js';
import { type Part, sharedGroups } from '../../harness/check/run/shared-groups.js';
import { fakePart } from '../support/courses/fake-part.js';

function group(
  fingerprint: string,
  survivors: readonly number[],
  within: HeldGroup | null = null,
): HeldGroup {
  return {
    kind: 'object',
    className: fingerprint.split('/').at(-1) ?? '',
    fingerprint,
    survivors,
    byHolder: [survivors],
    acrossIsolates: [],
    isSpread: false,
    within,
    timers: () => [],
    findings: () => [],
  };
}

/** Parts of several isolates, one for each list of groups. */
function parts(...isolates: readonly (readonly HeldGroup[])[]): Part[] {
  return isolates.flatMap((groups, isolate) =>
    groups.map((one) => fakePart(one, isolate, { of: isolates.length, seen: [] })),
  );
}

function told(shared: ReturnType<typeof sharedGroups>): string[] {
  return shared.map(
    (one) => `${one.parts.map((part) => part.group.fingerprint).join(' + ')}: ${String(one.survivors)}`,
  );
}

describe('sharedGroups()', () => {
  it('combines what is retained in the same way, whenever it was allocated', () => {
    const shared = sharedGroups(parts([group('1/Session', [9, 9, 9])], [group('1/Session', [0, 7, 9])]), 100);
    expect(told(shared)).to.deep.equal(['1/Session + 1/Session: 9,16,18']);
  });

  it('combines what is retained in different ways if no cycle left survivors in two isolates', () => {
    const shared = sharedGroups(
      parts(
        [group('1/Session', [0, 40, 0])],
        [group('2/Session', [9, 0, 0])],
        [group('3/Session', [0, 0, 9])],
      ),
      100,
    );
    expect(told(shared)).to.deep.equal(['1/Session + 2/Session + 3/Session: 9,40,9']);
  });

  it('keeps apart what was allocated in the same cycle, in the same isolate, and what is few', () => {
    for (const isolates of [
      parts([group('1/Session', [0, 40, 0])], [group('2/Session', [9, 1, 0])]),
      parts([group('1/Session', [0, 40, 0]), group('2/Session', [9, 0, 9])]),
      parts([group('1/Session', [0, 40, 0])], [group('2/Session', [2, 0, 3])]),
      parts([group('1/Session', [0, 40, 0])], [group('2/Array', [9, 0, 9])]),
    ])
      expect(sharedGroups(isolates, 100)).to.have.length(2);
  });

  it('reports what is below the largest group that retains a part of it', () => {
    const table = group('1/Array', [0, 40, 0]);
    const various = group('2/(various)', [1, 0, 0]);
    const shared = sharedGroups(
      parts(
        [various, group('2/Session', [9, 0, 9], various), group('2/Array', [9, 0, 9], various)],
        [table, group('1/Session', [0, 40, 0], table)],
      ),
      100,
    );
    const within = Object.fromEntries(shared.map((one) => [one.className, one.within?.className ?? null]));
    expect(within).to.deep.equal({ '(various)': null, Array: null, Session: 'Array' });
  });
});
