import { buildApplication } from '../heaps/application.js';
import type { Application } from '../heaps/application.js';
import { seeded } from '../support/random.js';

let held: Application | undefined;

/** Fills this worker's heap, and keeps it full; answers how many customers there are. */
export function fill({ customers, seed }: { customers: number; seed: number }): number {
  held = buildApplication(customers, seeded(seed));
  return held.customers.length;
}
