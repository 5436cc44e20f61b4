import type { Inspector } from '../retention/index.js';

/** The argument of a scenario's functions. */
export interface ScenarioContext {
  /** Number of this iteration, from 0, counted across warm-up and cycles. */
  readonly index: number;
  /** A word that the caller of the check gave; empty by default. */
  readonly variant: string;
  /** Aborts when the check is over before its time. */
  readonly signal: AbortSignal;
  /** Retains a value on purpose, for the life of the scenario: objects that it retains are never reported as a leak. */
  readonly keep: <T>(value: T) => T;
}

/** One unit of work that should not leak, with optional setup and teardown. */
export interface Scenario {
  /** The unit of work. Awaited; the event loop turns after each. */
  iteration(context: ScenarioContext): unknown;
  /** Once before the first iteration; its `index` is 0. */
  setup?(context: ScenarioContext): unknown;
  /** Once after the last look. */
  teardown?(context: ScenarioContext): unknown;
  /**
   * Inspectors that describe the scenario's own classes in traces. A module is loaded once more for them, in the
   * judging process.
   */
  readonly inspectors?: readonly Inspector[];
  /** Options of the scenario for its check; options of the caller take precedence. */
  readonly options?: ScenarioOptions;
}

/** The options that a scenario's module may export, as plain data. */
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
