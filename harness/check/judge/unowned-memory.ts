import type { SurvivorHistory } from '../run/survivor-history.js';
import { formatBytes } from '../../core/quantities.js';
import type { InconclusiveReason } from '../result/verdict.js';
import { LEAST_BYTES } from './counter-rule.js';

/**
 * Resident memory of a process may grow by so much without a leak: a fixed part for what Node allocates once, and a part
 * for what reading snapshots leaves behind in the allocator, in multiples of the heap. docs/decisions.md has the measures.
 */
const FIXED_BYTES = 32 * 2 ** 20;
const HEAPS = 8;
/** Share of that bound from which on growth is worth a remark, and more iterations. */
const NOTEWORTHY = 0.6;
/** Growth is decided by a run that would exceed the bound by this factor. */
const MARGIN = 1.3;

/** Growth of resident memory that belongs neither to the JavaScript heaps nor to their objects. */
export interface UnownedGrowth {
  readonly bytes: number;
  readonly iterations: number;
  /** Bytes that it may have without a leak. */
  readonly bound: number;
}

/** Returns the growth of memory without an owner; `null` if it is not noteworthy or not known. */
export function unownedGrowth(history: SurvivorHistory<unknown>): UnownedGrowth | null {
  const growth = growthOf(history);
  if (growth === null) return null;
  const { bytes, bound, iterations } = growth;
  return bytes >= NOTEWORTHY * bound && bytes >= LEAST_BYTES * iterations ? growth : null;
}

/** Returns the least growth per iteration that would have been noteworthy, in bytes; `null` if growth is not known. */
export function leastUnownedBytes(history: SurvivorHistory<unknown>): number | null {
  const growth = growthOf(history);
  return growth === null ? null : Math.max(LEAST_BYTES, (NOTEWORTHY * growth.bound) / growth.iterations);
}

function growthOf({ uses }: SurvivorHistory<unknown>): UnownedGrowth | null {
  const [first, last] = [uses.at(0), uses.at(-1)];
  const iterations = (last?.iterations ?? 0) - (first?.iterations ?? 0);
  const processes = last?.use.processes.filter(({ isShared }) => !isShared) ?? [];
  if (processes.length === 0 || iterations <= 0) return null;
  const bounds: number[] = [];
  let bytes = 0;
  for (const { pid, restBytes } of processes) {
    if (restBytes === null) return null;
    const all = uses.flatMap(({ use }) => use.processes.filter((one) => one.pid === pid));
    bytes += restBytes - (all.find((one) => one.restBytes !== null)?.restBytes ?? restBytes);
    bounds.push(FIXED_BYTES + HEAPS * Math.max(...all.map(({ heapBytes }) => heapBytes)));
  }
  // What is left behind in several processes is independent of each other.
  return { bytes, iterations, bound: Math.hypot(...bounds) };
}

/** Returns how many more iterations would show whether memory without an owner keeps growing; 0 if that is decided. */
export function decidingIterations(history: SurvivorHistory<unknown>): number {
  const growth = unownedGrowth(history);
  if (growth === null || growth.bytes >= growth.bound) return 0;
  const { bytes, iterations, bound } = growth;
  return Math.ceil(((MARGIN * bound) / bytes - 1) * iterations);
}

/** Returns the remark on memory without an owner, where that does not decide the verdict. */
export function unownedRemark(growth: UnownedGrowth): string {
  const { bytes, bound } = growth;
  return bytes >= bound
    ? `${grownText(growth)}. Snapshots do not show such memory.`
    : `${grownText(growth)}; it may grow by ${formatBytes(bound)} without a leak. Give more iterations to see whether it goes on.`;
}

/** Returns why there is no verdict on a scenario whose memory without an owner has grown beyond the bound. */
export function unownedReason(growth: UnownedGrowth): InconclusiveReason {
  const message =
    `${grownText(growth)}, more than the ${formatBytes(growth.bound)} by which it may grow without a leak. Snapshots do not ` +
    'show such memory: look for native code (addons, environment variables, libraries) that allocates in each iteration.';
  return { code: 'unowned-memory', message };
}

function grownText({ bytes, iterations }: UnownedGrowth): string {
  return (
    `Resident memory that no JavaScript object owns has grown by ${formatBytes(bytes)} in ${iterations} iterations, ` +
    `${formatBytes(bytes / iterations)} per iteration`
  );
}
