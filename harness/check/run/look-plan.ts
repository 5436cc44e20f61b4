import type { RunEffort } from '../../isolates/agent/index.js';
import { idleIterations } from './iteration-budget.js';

/** The plan of a check: how many looks it takes, and when. */
export interface LookPlan {
  /** Iterations of one long run that replaces the first cycles; 0 if the cycles are run. */
  readonly firstRun: number;
  /** Cycles before the first decision. */
  readonly cycles: number;
  /** Whether to continue with another look even if nothing is suspected. */
  readonly idleRun: boolean;
  /** Cycles after a confirmation. */
  readonly lastCycles: number;
}

/** Time from which on a look is expensive: V8 itself writes about 300,000 objects per second. */
const EXPENSIVE_MS = 5000;
const FEWEST_CYCLES = 2;

/** Thrown when the looks of a check alone take longer than the remaining time. */
export class LooksTooCostly extends Error {}

/** The options that affect the plan. */
type Given = Readonly<Record<'cyclesGiven' | 'iterationsGiven', boolean>> &
  Readonly<Record<'cycles' | 'sensitivity', number>>;

/**
 * Plans the looks of a check from the costs of the warm-up and of the first look. If iterations are cheap, one long run
 * replaces the first cycles: two looks for a clean verdict, four for a leak. If a look is expensive, the plan has only
 * the looks that the method needs: three for a clean verdict, five for a leak.
 *
 * @throws {LooksTooCostly} when even these take longer than the remaining time
 */
export function planLooks(
  { cycles, cyclesGiven, iterationsGiven, sensitivity }: Given,
  warmup: Pick<RunEffort, 'done' | 'elapsedMs'>,
  { lookMs, remainingMs }: Readonly<Record<'lookMs' | 'remainingMs', number>>,
): LookPlan {
  const isExpensive = lookMs >= EXPENSIVE_MS;
  const planned = isExpensive && !cyclesGiven ? FEWEST_CYCLES : cycles;
  if (isExpensive && planned * lookMs > remainingMs)
    throw new LooksTooCostly(tooCostly(planned, lookMs, remainingMs));
  const isFree = !isExpensive && !cyclesGiven && !iterationsGiven && warmup.done > 0;
  const firstRun = isFree ? idleIterations(warmup.elapsedMs / warmup.done, sensitivity) : 0;
  return {
    firstRun,
    cycles: planned,
    idleRun: !isExpensive,
    lastCycles: isExpensive || firstRun > 0 ? 1 : 2,
  };
}

function tooCostly(looks: number, lookMs: number, remainingMs: number): string {
  const seconds = (milliseconds: number): string => `${(Math.max(0, milliseconds) / 1000).toFixed(0)} s`;
  return (
    `A snapshot of this heap takes ${seconds(lookMs)}, and at least ${looks} more are needed, but only ${seconds(remainingMs)} are left. ` +
    'Give a larger timeoutMs, or check a smaller heap: a scenario given as the URL of a module has its own process.'
  );
}
