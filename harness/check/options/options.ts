import type { ProcessCaptureBackend } from '../../isolates/agent/index.js';
import type { InspectorSource } from './inspectors.js';
import { HeapwitnessError, isHeapwitnessError } from '../../core/errors.js';
import { visibleText } from '../../core/visible-text.js';
import { knownLeaksIn } from '../known-leaks/known-leak-entries.js';
import type { KnownLeak } from '../known-leaks/known-leaks.js';
import type { WorkerResourceLimits } from '../../isolates/connection/index.js';
import { primeFrom } from '../run/long-run.js';
import { requireOptions, requireScenarioOptions, usage } from './option-rules.js';
import type { ScenarioOptions } from '../scenario.js';

/** A finding to leave out of the verdict, and why. */
export type IgnoreRule = ({ readonly className: string } | { readonly fingerprint: string }) & {
  /** Mandatory: it is printed with the result. */
  readonly reason: string;
};

/** How to check a scenario. */
export interface CheckOptions {
  /**
   * Given to the scenario as `context.variant`.
   * @defaultValue ''
   */
  readonly variant?: string | undefined;
  /**
   * The rarest leak that is to be seen: one object left behind in that many iterations. 1 to 100000. A rarer one takes
   * longer cycles.
   * @defaultValue 50; `iterations` where these are given, and fewer
   */
  readonly sensitivity?: number | undefined;
  /**
   * Iterations in a cycle; a prime number, so that what happens every so many iterations does not fall in step with
   * the cycles. Fewer are run where one takes long, but never fewer than 53 unless you say so.
   * @defaultValue the first prime number from 1.9 times `sensitivity` on: 97 where that is 50
   */
  readonly iterations?: number | undefined;
  /**
   * Cycles before anything is decided, from 2.
   * @defaultValue 3; 2 where a look at the heap takes 5 s or longer
   */
  readonly cycles?: number | undefined;
  /**
   * Iterations before the first look: caches fill, code is compiled, what is lazy is made.
   * @defaultValue as many as in a cycle
   */
  readonly warmupIterations?: number | undefined;
  /**
   * For the whole check, in milliseconds; when it is over, the verdict is `inconclusive`.
   * @defaultValue 120000
   */
  readonly timeoutMs?: number | undefined;
  /** Ends the check early; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Classes and functions that may grow without being a leak.
   * @defaultValue none
   */
  readonly allowGrowth?: readonly string[] | undefined;
  /**
   * Findings that are known and wanted; each is shown with its reason, and does not make the verdict.
   * @defaultValue none
   */
  readonly ignore?: readonly IgnoreRule[] | undefined;
  /**
   * Leaks that are known, by fingerprint, until a day: the `leaks` of what `readKnownLeaks` reads. They are shown
   * apart and do not make the verdict; one whose day is over does.
   * @defaultValue none
   */
  readonly knownLeaks?: readonly KnownLeak[] | undefined;
  /**
   * What captures the heap; the packages `heapdump` and `v8-profiler-next` need `worker: 'process'`.
   * @defaultValue 'node:v8'
   */
  readonly backend?: ProcessCaptureBackend | undefined;
  /**
   * Whether the scenario runs in a worker thread or in a process of its own.
   * @defaultValue 'thread'
   */
  readonly worker?: 'thread' | 'process' | undefined;
  /**
   * Node options of the scenario's worker.
   * @defaultValue those of this process
   */
  readonly execArgv?: readonly string[] | undefined;
  /**
   * Limits of the scenario's heap.
   * @defaultValue Node's
   */
  readonly resourceLimits?: WorkerResourceLimits | undefined;
  /**
   * Whether to sample what the measured cycles allocate, so that findings tell by which calls they are made.
   * @defaultValue false, for it makes allocating slower
   */
  readonly allocations?: boolean | undefined;
  /**
   * What your own classes mean in a trace, asked before ours. A scenario given by its module exports them as
   * `inspectors`, or names modules that do: the list is then of URLs and paths.
   * @defaultValue none
   */
  readonly inspectors?: readonly InspectorSource[] | undefined;
  /**
   * How many further holders of a finding to look for, besides the one of its trace. 0 to 50; each costs a search of
   * the heap.
   * @defaultValue 3
   */
  readonly holders?: number | undefined;
  /** Told what goes on, for a progress line. */
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** Options with their defaults, as plain data. */
export interface ResolvedOptions {
  readonly variant: string;
  /** One object left behind in that many iterations is to be seen. */
  readonly sensitivity: number;
  readonly iterations: number;
  /** Whether the number of iterations is the caller's own, which is never made smaller. */
  readonly iterationsGiven: boolean;
  readonly cycles: number;
  /** Whether the number of cycles is the caller's own. */
  readonly cyclesGiven: boolean;
  readonly warmupIterations: number;
  readonly timeoutMs: number;
  readonly allowGrowth: readonly string[];
  readonly ignore: readonly IgnoreRule[];
  readonly knownLeaks: readonly KnownLeak[];
  readonly backend: ProcessCaptureBackend;
  readonly worker: 'thread' | 'process';
  readonly execArgv: readonly string[] | null;
  readonly resourceLimits: WorkerResourceLimits | null;
  readonly allocations: boolean;
  /** How many further holders of a finding to look for. */
  readonly holders: number;
}

const DEFAULT_SENSITIVITY = 50;
const DEFAULT_CYCLES = 3;
const DEFAULT_TIMEOUT_MS = 120_000;
export const DEFAULT_HOLDERS = 3;

/**
 * Checks options and fills in the defaults.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` that names the option, the value got, and what to give; `ERR_KNOWN_LEAKS`
 */
export function resolveOptions(options: CheckOptions): Readonly<ResolvedOptions> {
  requireOptions(options);
  const {
    variant = '',
    timeoutMs = DEFAULT_TIMEOUT_MS,
    cycles = DEFAULT_CYCLES,
    holders = DEFAULT_HOLDERS,
  } = options;
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
    knownLeaks: knownLeaksIn(options.knownLeaks ?? [], 'The option knownLeaks'),
    backend: options.backend ?? 'node:v8',
    worker: options.worker ?? 'thread',
    execArgv: options.execArgv ?? null,
    resourceLimits: options.resourceLimits ?? null,
    allocations: options.allocations ?? false,
    holders,
  });
}

/** How rare a leak is to be seen, and how long a cycle is for that: each follows from the other where that is given. */
function seenAndRun({
  sensitivity,
  iterations,
}: CheckOptions): Pick<ResolvedOptions, 'sensitivity' | 'iterations'> {
  if (sensitivity !== undefined && iterations !== undefined && iterations < sensitivity) {
    const advice = `One leak in that many iterations is to be seen, and a cycle has ${iterations} only. Give one of the two, or more iterations.`;
    throw usage('sensitivity', sensitivity, advice);
  }
  const seen = sensitivity ?? Math.min(DEFAULT_SENSITIVITY, iterations ?? Infinity);
  return { sensitivity: seen, iterations: iterations ?? primeFrom(CYCLE_OF_LEAKS * seen) };
}

/**
 * In nearly twice as many iterations as it takes for one leak there is one in each cycle, whatever the cycle begins with;
 * for 50 that is 97.
 */
const CYCLE_OF_LEAKS = 1.9;

/**
 * Options of a scenario and of its check's caller, whose own win.
 *
 * @param scenario named in errors
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when one of the scenario's is wrong, or not its to give;
 * as {@link resolveOptions} for the caller's
 */
export function mergeOptions(own: unknown, given: CheckOptions, scenario = 'it'): Readonly<ResolvedOptions> {
  requireOptions(given);
  requireOwn(own, scenario);
  const said = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as CheckOptions;
  return resolveOptions({ ...withoutOverruled(own, said), ...said });
}

/** Each of the two is the scenario's wish as long as the caller's other one leaves room for it. */
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
    const message = `The scenario ${visibleText(scenario, Infinity)} cannot be used, its options are wrong: ${cause.message}`;
    throw new HeapwitnessError('ERR_SCENARIO_DEFINITION', message, { cause });
  }
}
