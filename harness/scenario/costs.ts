import { now } from '../core/own-timers.js';
import type { Ledger, Suspect } from './ledger.js';
import type { RunCosts } from './long-run.js';

/**
 * What a longer run would cost, by the last cycle.
 *
 * @param deadline on the clock of `performance.now()`
 */
export function costsOf(book: Ledger, suspects: readonly Suspect[], deadline: number): RunCosts {
  const iterations = book.cycles.at(-1)?.iterations ?? 1;
  let survivors = 0;
  let bytes = 0;
  for (const suspect of suspects) {
    const count = suspect.survivors.at(-1) ?? 0;
    survivors += count;
    for (const member of suspect.members.slice(-count)) bytes += book.heap.shallowBytes(member);
  }
  const external = book.counterGrowth().get('external bytes')?.at(-1) ?? 0;
  return {
    iterationMs: book.iterationMs,
    survivorsPerIteration: survivors / iterations + 0.001,
    bytesPerIteration: (bytes + Math.max(0, external)) / iterations + 1,
    remainingMs: deadline - now(),
  };
}
