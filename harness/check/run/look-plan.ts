/** How many looks a check takes. */
export interface LookPlan {
  /** Cycles before anything is decided. */
  readonly cycles: number;
  /** Whether to run on where nothing is suspected, with a look after it. */
  readonly idleRun: boolean;
  /** Cycles after a confirmation. */
  readonly lastCycles: number;
}

/** From here on a look is expensive: V8 itself writes some 300,000 objects a second. */
const EXPENSIVE_MS = 5000;
const FEWEST_CYCLES = 2;

/** A check whose looks alone take longer than it has. */
export class LooksTooCostly extends Error {}

/**
 * Plans the looks of a check by what the first one took. Where a look is expensive there are no more than the method
 * needs: three for a clean verdict instead of five, five for a leak instead of eight.
 *
 * @throws {LooksTooCostly} when even these take longer than what is left
 */
export function planLooks(
  { cycles, cyclesGiven }: { readonly cycles: number; readonly cyclesGiven: boolean },
  lookMs: number,
  remainingMs: number,
): LookPlan {
  const isExpensive = lookMs >= EXPENSIVE_MS;
  const planned = isExpensive && !cyclesGiven ? FEWEST_CYCLES : cycles;
  if (isExpensive && planned * lookMs > remainingMs)
    throw new LooksTooCostly(tooCostly(planned, lookMs, remainingMs));
  return { cycles: planned, idleRun: !isExpensive, lastCycles: isExpensive ? 1 : 2 };
}

function tooCostly(looks: number, lookMs: number, remainingMs: number): string {
  const seconds = (milliseconds: number): string => `${(Math.max(0, milliseconds) / 1000).toFixed(0)} s`;
  return (
    `A look at this heap takes ${seconds(lookMs)}, and at least ${looks} more are needed, but ${seconds(remainingMs)} are left. ` +
    'Give a larger timeoutMs; or check a smaller heap: a scenario given by the URL of its module has a process of its own.'
  );
}
