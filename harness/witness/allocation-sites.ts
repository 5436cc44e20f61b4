import type { AllocatingCall, SurvivingAllocations } from '../agent/sample-allocations.js';
import { groupBy } from './group-by.js';
import { originOfUrl } from './scripts.js';
import type { SourcePositions } from './source-positions.js';
import type { AllocationSite } from './types.js';

/** Calls of a stack that are told at most. */
const TOLD = 8;

/**
 * Where most instances of a class were allocated, by the user's own calls; null where nothing is known. V8 ties samples
 * to stacks, not to objects: the link is the constructor, which is on the stack while an instance is made.
 */
export function allocationSiteOf(
  { className, type }: { readonly className: string; readonly type: string },
  allocations: readonly SurvivingAllocations[],
  positions: SourcePositions,
): AllocationSite | null {
  if (type !== 'object') return null;
  const stacks = allocations.flatMap(({ count, calls }) => {
    const own = calls.filter(({ url }) => url !== '' && originOfUrl(url) === 'user');
    const constructor = own.findIndex(({ functionName }) => functionName === className);
    return constructor < 0 ? [] : [{ count, calls: own.slice(constructor, constructor + TOLD) }];
  });
  const sites = [...groupBy(stacks, ({ calls }) => keyOf(calls)).values()].map((alike) => ({
    calls: alike[0]?.calls ?? [],
    // An instance and what its constructor makes are sampled apart: the largest of them is nearest to the truth.
    count: Math.max(...alike.map(({ count }) => count)),
  }));
  const common = sites.toSorted((a, b) => b.count - a.count)[0];
  if (common === undefined) return null;
  const frames = common.calls.map(({ functionName, url, line, column }) => ({
    functionName: functionName === '' ? '(anonymous)' : functionName,
    position: positions.original(url, line - 1, column - 1),
  }));
  return { frames };
}

function keyOf(calls: readonly AllocatingCall[]): string {
  return calls.map(({ url, line, column }) => `${url}:${line}:${column}`).join('\n');
}
