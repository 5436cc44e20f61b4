import type { AllocatingCall, SurvivingAllocations } from '../../isolates/agent/index.js';
import { groupBy } from '../../core/group-by.js';
import { originOfUrl } from '../search/scripts.js';
import type { SourceMaps } from './source-maps.js';
import type { AllocationFrame, AllocationSite } from '../types.js';

/** Maximum number of reported calls of a stack. */
const TOLD = 8;
/** Minimum share of a group for which a stack may account for all of it, because not every object is sampled. */
const ACCOUNTS_FOR = 0.5;

/** The query: live objects with the same name. */
export interface MadeGroup {
  readonly className: string;
  /** Whether the members are objects: only objects may have a constructor. */
  readonly isObject: boolean;
  readonly count: number;
}

interface Stack {
  readonly calls: readonly AllocatingCall[];
  readonly count: number;
}

/**
 * Returns where most members of a group were allocated, by calls of user code; null if that is not known. V8 assigns
 * samples to stacks, not to objects. The link is the constructor, which is on the stack while an instance is created;
 * without one, it is the number: the common calls of all stacks that left enough objects behind.
 */
export function allocationSiteOf(
  group: MadeGroup,
  allocations: readonly SurvivingAllocations[],
  maps: SourceMaps,
): AllocationSite | null {
  const stacks = ofUsers(allocations);
  const site = (group.isObject ? byConstructor(group, stacks) : null) ?? byNumber(group, stacks);
  return site === null ? null : { count: site.count, frames: framesOf(site.calls, maps) };
}

/** Returns the stack of user code that occurs most often; empty if there is none. */
export function mostFrequentFrames(
  stacks: readonly (readonly AllocatingCall[])[],
  maps: SourceMaps,
): readonly AllocationFrame[] {
  const own = ofUsers(stacks.map((calls) => ({ count: 1, calls })));
  const [most] = alike(own, sumOf).toSorted((a, b) => b.count - a.count);
  return framesOf(most?.calls ?? [], maps);
}

/** The calls of user code in each stack. */
function ofUsers(stacks: readonly Stack[]): Stack[] {
  return stacks.flatMap(({ count, calls }) => {
    const own = calls.filter(({ url }) => url !== '' && originOfUrl(url) === 'user');
    return own.length === 0 ? [] : [{ count, calls: own }];
  });
}

function framesOf(calls: readonly AllocatingCall[], maps: SourceMaps): AllocationFrame[] {
  return calls.slice(0, TOLD).map(({ functionName, url, line, column }) => ({
    functionName: functionName === '' ? '(anonymous)' : functionName,
    position: maps.original(url, line - 1, column - 1),
  }));
}

function byConstructor({ className }: MadeGroup, stacks: readonly Stack[]): Stack | null {
  const constructing = stacks.flatMap(({ count, calls }) => {
    const constructor = calls.findIndex(({ functionName }) => functionName === className);
    return constructor < 0 ? [] : [{ count, calls: calls.slice(constructor) }];
  });
  // Optimised code allocates the instance in the caller and enters the constructor afterwards.
  const byCalls = new Map(alike(stacks, sumOf).map(({ count, calls }) => [keyOf(calls), count]));
  // An instance and the objects that its constructor creates are sampled separately: the largest number is the closest.
  const sites = alike(constructing, (counts) => Math.max(...counts)).map(({ count, calls }) => ({
    calls,
    count: Math.max(count, byCalls.get(keyOf(calls.slice(1))) ?? 0),
  }));
  return sites.toSorted((a, b) => b.count - a.count)[0] ?? null;
}

function byNumber({ count }: MadeGroup, stacks: readonly Stack[]): Stack | null {
  const enough = alike(stacks, sumOf).filter((stack) => stack.count >= count * ACCOUNTS_FOR);
  const [first, ...others] = enough.map(({ calls }) => calls.toReversed());
  if (first === undefined) return null;
  const depth = others.reduce((shared, other) => Math.min(shared, commonDepth(first, other)), first.length);
  if (depth === 0) return null;
  return { count: Math.max(...enough.map((one) => one.count)), calls: first.slice(0, depth).toReversed() };
}

function commonDepth(a: readonly AllocatingCall[], b: readonly AllocatingCall[]): number {
  const end = a.findIndex((call, at) => keyOf([call]) !== keyOf(b.slice(at, at + 1)));
  return end < 0 ? a.length : end;
}

/** Merges stacks with the same calls. */
function alike(stacks: readonly Stack[], together: (counts: number[]) => number): Stack[] {
  const rows = groupBy(stacks, ({ calls }) => keyOf(calls));
  return [...rows.values()].map((row) => ({
    calls: row[0]?.calls ?? [],
    count: together(row.map(({ count }) => count)),
  }));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}

function keyOf(calls: readonly AllocatingCall[]): string {
  return calls.map(({ url, line, column }) => `${url}:${line}:${column}`).join('\n');
}
