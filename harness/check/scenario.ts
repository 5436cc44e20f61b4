import type { Inspector } from '../retention/index.js';

/** The argument of a scenario's functions. */
export interface ScenarioContext {
  /** Number of this iteration, from 0, counted across warm-up and cycles. */
  readonly index: number;
  /** The option `variant` of the check; empty by default. */
  readonly variant: string;
  /** Aborts when the check ends early. */
  readonly signal: AbortSignal;
  /** Retains a value on purpose, for the life of the scenario: objects that it retains are never reported as a leak. */
  readonly keep: <T>(value: T) => T;
}

/** One unit of work that should not leak, with optional setup and teardown. */
export interface Scenario {
  /** Runs the unit of work. Awaited; the event loop turns after each iteration. */
  iteration(context: ScenarioContext): unknown;
  /** Called once before the first iteration, with an `index` of 0. */
  setup?(context: ScenarioContext): unknown;
  /** Called once after the last look. */
  teardown?(context: ScenarioContext): unknown;
  /**
   * Inspectors that describe the scenario's own classes in traces. A module with inspectors is loaded once more, in the
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
 * Returns a scenario unchanged, with its type: `export default defineScenario({ … })`. Instead, a module may export
 * `iteration`, `setup`, `teardown` and `options` by name.
 */
export function defineScenario<S extends Scenario>(scenario: S): S {
  return scenario;
}
