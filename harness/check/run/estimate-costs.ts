import { firstImpression, isBelow, sum } from '../judge/growth-rule.js';
import type { ClassSurvivors } from './heap-history.js';
import type { SurvivorHistory } from './survivor-history.js';
import type { RunCosts } from './iteration-budget.js';

/**
 * Estimates the costs of a longer run from the last cycle.
 *
 * @param remainingMs milliseconds until the deadline of the check
 */
export function estimateCosts(
  history: SurvivorHistory<unknown>,
  remainingMs: number,
  oneIn: number,
): RunCosts {
  const iterations = history.cycles.at(-1)?.iterations ?? 1;
  let survivors = 0;
  let bytes = 0;
  for (const suspect of suspects(history, oneIn)) {
    survivors += suspect.survivors.at(-1) ?? 0;
    bytes += suspect.lastBytes;
  }
  const external = history.counters().get('external bytes') ?? [];
  const grown = (external.at(-1)?.count ?? 0) - (external.at(-2)?.count ?? 0);
  return {
    iterationMs: history.iterationMs,
    survivorsPerIteration: survivors / iterations + 0.001,
    bytesPerIteration: (bytes + Math.max(0, grown)) / iterations + 1,
    remainingMs,
    oneIn,
  };
}

/** Returns the survivors per iteration of the rarest suspect that is not below the sensitivity. */
export function rarestRate(history: SurvivorHistory<unknown>, oneIn: number): number {
  const rates = suspects(history, oneIn)
    .map(({ survivors }) => sum(survivors) / history.iterations)
    .filter((rate) => !isBelow(rate, oneIn));
  return Math.min(1, ...rates);
}

function suspects(history: SurvivorHistory<unknown>, oneIn: number): ClassSurvivors[] {
  return history.heap
    .classes()
    .filter(({ survivors }) => firstImpression(history.cohorts(survivors), oneIn) === 'may grow');
}
