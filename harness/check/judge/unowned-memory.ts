import type { SurvivorHistory } from '../run/survivor-history.js';
import { formatBytes } from '../../core/quantities.js';
import type { InconclusiveReason } from '../result/verdict.js';
import { LEAST_BYTES } from './counter-rule.js';

/**
 * Resident memory of a process may grow by so much without a leak: a fixed part for what Node allocates once, and a part
 * for what reading snapshots leaves behind in the allocator, in multiples of the heap. docs/decisions.md has the figures.
 */
const FIXED_BYTES = 32 * 2 ** 20;
const HEAPS = 10;
/** What it leaves behind for each node of the largest snapshot, if that is more: small objects take more of it. */
const BYTES_PER_NODE = 1024;
/** Share of that bound from which on growth is worth a remark, and more iterations. */
const NOTEWORTHY = 0.6;
/** Growth is decided by a run that would exceed the bound by this factor. */
const MARGIN = 1.3;

/** Growth of a process's resident memory that belongs neither to JavaScript heaps nor to their objects. */
export interface UnownedGrowth {
  /** Process id if it is a child process; `null` for the process of the scenario. */
  readonly child: number | null;
  readonly bytes: number;
  readonly iterations: number;
  /** Bytes that it may have without a leak. */
  readonly bound: number;
}

/** Returns the growth of memory without an owner in the process that is nearest to its bound; `null` if none is noteworthy. */
export function unownedGrowth(history: SurvivorHistory<unknown>): UnownedGrowth | null {
  const noteworthy = growths(history).filter(
    ({ bytes, bound, iterations }) => bytes >= NOTEWORTHY * bound && bytes >= LEAST_BYTES * iterations,
  );
  return noteworthy.toSorted((one, other) => other.bytes / other.bound - one.bytes / one.bound)[0] ?? null;
}

/** Returns the least growth per iteration that would have been noteworthy, in bytes; `null` if growth is not known. */
export function leastUnownedBytes(history: SurvivorHistory<unknown>): number | null {
  const known = growths(history).filter(({ iterations }) => iterations > 0);
  if (known.length === 0) return null;
  return Math.max(LEAST_BYTES, ...known.map(({ bound, iterations }) => (NOTEWORTHY * bound) / iterations));
}

function growths({ uses }: SurvivorHistory<unknown>): UnownedGrowth[] {
  const last = uses.at(-1);
  if (last === undefined) return [];
  return last.use.processes.flatMap(({ pid, isShared, restBytes, youngBytes }, at) => {
    if (isShared || restBytes === null) return [];
    const seen = uses.flatMap(({ iterations, use }) =>
      use.processes.flatMap((one) => (one.pid === pid ? { iterations, ...one } : [])),
    );
    const first = seen.find((one) => one.restBytes !== null);
    const grown = restBytes - (first?.restBytes ?? restBytes);
    const heapBytes = Math.max(...seen.map((one) => one.heapBytes));
    const mostYoung = Math.max(...seen.map((one) => one.youngBytes));
    const heapNodes = Math.max(...seen.map((one) => one.heapNodes));
    return {
      child: at === 0 ? null : pid,
      // What the young generation has given back stays resident for some time.
      bytes: grown - (mostYoung - youngBytes),
      iterations: last.iterations - (first?.iterations ?? last.iterations),
      bound: FIXED_BYTES + Math.max(HEAPS * heapBytes, BYTES_PER_NODE * heapNodes),
    };
  });
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

function grownText({ child, bytes, iterations }: UnownedGrowth): string {
  return (
    `Resident memory${child === null ? '' : ` of the child process ${child}`} that no JavaScript object owns has grown by ${formatBytes(bytes)} in ${iterations} iterations, ` +
    `${formatBytes(bytes / iterations)} per iteration`
  );
}
