import type { ProcessCaptureBackend } from '../../isolates/agent/index.js';
import type { IsolateRule } from '../../isolates/program/index.js';
import { HeapwitnessError, isHeapwitnessError } from '../../core/errors.js';
import { visibleText } from '../../core/escape-control-characters.js';
import { knownLeaksIn } from '../known-leaks/known-leak-entries.js';
import type { KnownLeak } from '../known-leaks/known-leaks.js';
import type { WorkerResourceLimits } from '../../isolates/connection/index.js';
import { primeFrom } from '../run/iteration-budget.js';
import { requireOptions, requireScenarioOptions, usage } from './option-rules.js';
import type { ScenarioOptions } from '../scenario.js';
import type { IgnoreRule, CheckOptions } from './check-options.js';

/** Options with their defaults, as plain data. */
export interface ResolvedOptions {
  readonly variant: string;
  /** The rarest leak to detect: one object leaked in this many iterations. */
  readonly sensitivity: number;
  readonly iterations: number;
  /** Whether the caller set the number of iterations, which is then never reduced. */
  readonly iterationsGiven: boolean;
  readonly cycles: number;
  /** Whether the caller set the number of cycles. */
  readonly cyclesGiven: boolean;
  readonly warmupIterations: number;
  readonly timeoutMs: number;
  readonly allowGrowth: readonly string[];
  readonly ignore: readonly IgnoreRule[];
  readonly ignoreIsolates: readonly IsolateRule[];
  readonly knownLeaks: readonly KnownLeak[];
  readonly backend: ProcessCaptureBackend;
  readonly worker: 'thread' | 'process';
  readonly execArgv: readonly string[] | null;
  readonly resourceLimits: WorkerResourceLimits | null;
  readonly allocations: boolean;
  /** Maximum number of further holders to find for each finding; `null` if not given. */
  readonly holders: number | null;
}

const DEFAULT_SENSITIVITY = 50;
const DEFAULT_CYCLES = 3;
/** Time limit of a check. */
export const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * Checks options and fills in the defaults.
 *
 * @throws {HeapwitnessError} `ERR_USAGE`, naming the option, the value got, and what to give; `ERR_KNOWN_LEAKS` when a
 * known leak is invalid
 */
export function resolveOptions(options: CheckOptions): Readonly<ResolvedOptions> {
  requireOptions(options);
  const { variant = '', timeoutMs = DEFAULT_TIMEOUT_MS, cycles = DEFAULT_CYCLES } = options;
  const { sensitivity, iterations } = seenAndRun(options);
  return Object.freeze({
    variant,
    sensitivity,
    iterations,
    iterationsGiven: options.iterations !== undefined,
    cycles,
    cyclesGiven: options.cycles !== undefined,
    warmupIterations: options.warmupIterations ?? iterations,
    timeoutMs,
    allowGrowth: [...(options.allowGrowth ?? [])],
    ignore: (options.ignore ?? []).map((rule) => ({ ...rule })),
    ignoreIsolates: (options.ignoreIsolates ?? []).map((rule) => ({ ...rule })),
    knownLeaks: knownLeaksIn(options.knownLeaks ?? [], 'The option knownLeaks'),
    backend: options.backend ?? 'node:v8',
    worker: options.worker ?? 'thread',
    execArgv: options.execArgv ?? null,
    resourceLimits: options.resourceLimits ?? null,
    allocations: options.allocations ?? false,
    holders: options.holders ?? null,
  });
}

/** Returns the sensitivity and the number of iterations per cycle. If only one of them is given, it decides both. */
function seenAndRun({
  sensitivity,
  iterations,
}: CheckOptions): Pick<ResolvedOptions, 'sensitivity' | 'iterations'> {
  if (sensitivity !== undefined && iterations !== undefined && iterations < sensitivity) {
    const advice = `A cycle has only ${iterations} iterations, too few to detect a leak as rare as one object in that many. Give only one of the two options, or more iterations.`;
    throw usage('sensitivity', sensitivity, advice);
  }
  const seen = sensitivity ?? Math.min(DEFAULT_SENSITIVITY, iterations ?? Infinity);
  return { sensitivity: seen, iterations: iterations ?? primeFrom(CYCLE_OF_LEAKS * seen) };
}

/**
 * Cycle length, in multiples of the iterations that leak one object: each cycle of nearly twice as many contains a
 * leak, wherever it begins. For 50 that is 97.
 */
const CYCLE_OF_LEAKS = 1.9;

/**
 * Merges the options of a scenario and those of the caller, which take precedence.
 *
 * @param scenario named in errors
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when an option of the scenario is invalid, or only the caller
 * may set it; as {@link resolveOptions} for the caller's options
 */
export function mergeOptions(own: unknown, given: CheckOptions, scenario = 'it'): Readonly<ResolvedOptions> {
  requireOptions(given);
  requireOwn(own, scenario);
  const said = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as CheckOptions;
  return resolveOptions({ ...withoutOverruled(own, said), ...said });
}

/** Drops the scenario's `iterations` or `sensitivity` if it conflicts with the one that the caller gave. */
function withoutOverruled(own: ScenarioOptions, said: CheckOptions): CheckOptions {
  const { iterations, sensitivity, ...others } = own;
  const fits = (said.iterations ?? iterations ?? Infinity) >= (said.sensitivity ?? sensitivity ?? 0);
  return {
    ...others,
    ...(iterations === undefined || (said.sensitivity !== undefined && !fits) ? {} : { iterations }),
    ...(sensitivity === undefined || (said.iterations !== undefined && !fits) ? {} : { sensitivity }),
  };
}

function requireOwn(own: unknown, scenario: string): asserts own is ScenarioOptions {
  try {
    requireScenarioOptions(own);
    seenAndRun(own);
  } catch (cause) {
    if (!isHeapwitnessError(cause)) throw cause;
    const message = `The scenario ${visibleText(scenario, Infinity)} cannot be used: its options are invalid: ${cause.message}`;
    throw new HeapwitnessError('ERR_SCENARIO_DEFINITION', message, { cause });
  }
}
