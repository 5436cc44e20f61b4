import type { Inspector } from '../retention/index.js';

/** What a scenario's functions are given. */
export interface ScenarioContext {
  /** Number of this iteration, from 0 on; it goes on over warm-up and cycles. */
  readonly index: number;
  /** A word that the caller of the check gave; empty by default. */
  readonly variant: string;
  /** Aborts when the check is over before its time. */
  readonly signal: AbortSignal;
  /** Holds a value on purpose, for as long as the scenario lives: what is held through it is never a leak. */
  readonly keep: <T>(value: T) => T;
}

/**
 * One unit of work that should leave nothing behind, with what it needs around it.
 */
export interface Scenario {
  /** The unit of work. Awaited; the event loop turns after each. */
  iteration(context: ScenarioContext): unknown;
  /** Once before the first iteration; its `index` is 0. */
  setup?(context: ScenarioContext): unknown;
  /** Once after the last look. */
  teardown?(context: ScenarioContext): unknown;
  /** What the scenario's own classes mean in a trace. A module is loaded once more for them, in the judging process. */
  readonly inspectors?: readonly Inspector[];
  /** What the scenario asks of its check; the caller's own options win. */
  readonly options?: ScenarioOptions;
}

/** What a scenario's module may ask of its check, as plain data. */
export interface ScenarioOptions {
  readonly sensitivity?: number;
  readonly iterations?: number;
  readonly cycles?: number;
  readonly warmupIterations?: number;
  readonly timeoutMs?: number;
  readonly allowGrowth?: readonly string[];
}

/**
 * Types a scenario, and returns it as it is: `export default defineScenario({ … })`. A module may as well export
 * `iteration`, `setup`, `teardown` and `options` one by one.
 */
export function defineScenario<S extends Scenario>(scenario: S): S {
  return scenario;
}
