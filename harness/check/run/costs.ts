import { firstImpression, isBelow, sum } from '../judge/growth-rule.js';
import type { ClassSurvivors } from './heap-history.js';
import type { Ledger } from './ledger.js';
import type { RunCosts } from './long-run.js';

/**
 * What a longer run would cost, by the last cycle.
 *
 * @param remainingMs milliseconds that are left of the check
 */
export function costsOf(ledger: Ledger<unknown>, remainingMs: number, oneIn: number): RunCosts {
  const iterations = ledger.cycles.at(-1)?.iterations ?? 1;
  let survivors = 0;
  let bytes = 0;
  for (const suspect of suspects(ledger, oneIn)) {
    survivors += suspect.survivors.at(-1) ?? 0;
    bytes += suspect.lastBytes;
  }
  const external = ledger.counters().get('external bytes') ?? [];
  const grown = (external.at(-1)?.count ?? 0) - (external.at(-2)?.count ?? 0);
  return {
    iterationMs: ledger.iterationMs,
    survivorsPerIteration: survivors / iterations + 0.001,
    bytesPerIteration: (bytes + Math.max(0, grown)) / iterations + 1,
    remainingMs,
    oneIn,
  };
}

/** Survivors per iteration of the rarest suspect that a check claims to see. */
export function rarestRate(ledger: Ledger<unknown>, oneIn: number): number {
  const rates = suspects(ledger, oneIn)
    .map(({ survivors }) => sum(survivors) / ledger.iterations)
    .filter((rate) => !isBelow(rate, oneIn));
  return Math.min(1, ...rates);
}

function suspects(ledger: Ledger<unknown>, oneIn: number): ClassSurvivors[] {
  return ledger.history
    .classes()
    .filter(({ survivors }) => firstImpression(ledger.cohorts(survivors), oneIn) === 'may grow');
}
