import type { ProcessCaptureBackend } from '../agent/protocol.js';
import type { InspectorSource } from './inspectors.js';
import { HeapwitnessError } from '../core/errors.js';
import { knownLeaksIn } from '../witness/known-leak-entries.js';
import type { KnownLeak } from '../witness/index.js';
import type { WorkerResourceLimits } from '../runtime/endpoint.js';
import type { ScenarioOptions } from './scenario.js';

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
   * Iterations in a cycle; a prime number, so that what happens every so many iterations does not fall in step with
   * the cycles. Fewer are run where one takes long, but never fewer than 53 unless you say so.
   * @defaultValue 97, which sees one leak in 50 iterations
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
  /** Told what goes on, for a progress line. */
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** Options with their defaults, as plain data. */
export interface ResolvedOptions {
  /** One object left behind in that many iterations is to be seen. */
  readonly sensitivity: number;
  readonly holders: number;
  readonly variant: string;
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
}

export const DEFAULT_ITERATIONS = 97;
const BACKENDS: readonly string[] = ['node:v8', 'heapdump', 'v8-profiler-next'];
const DEFAULT_CYCLES = 3;
const DEFAULT_TIMEOUT_MS = 120_000;
/** Timers cannot be set for longer. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Checks options and fills in the defaults.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` that names the option, the value got, and what to give
 */
export function resolveOptions(options: CheckOptions): Readonly<ResolvedOptions> {
  const {
    variant = '',
    iterations = DEFAULT_ITERATIONS,
    cycles = DEFAULT_CYCLES,
    warmupIterations = iterations,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    allowGrowth = [],
    ignore = [],
    knownLeaks = [],
    backend = 'node:v8',
    worker = 'thread',
    allocations = false,
  } = options;
  requireWhole({ iterations }, 1);
  requireWhole({ cycles }, 2);
  requireWhole({ warmupIterations }, 0);
  if (typeof variant !== 'string') throw usage('variant', variant, 'Give a text.');
  if (!(typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS))
    throw usage('timeoutMs', timeoutMs, `Give milliseconds above 0, up to ${LONGEST_TIMEOUT_MS}.`);
  if (worker !== 'thread' && worker !== 'process')
    throw usage('worker', worker, "Use 'thread' or 'process'.");
  if (!BACKENDS.includes(backend)) throw usage('backend', backend, `Use one of: ${BACKENDS.join(', ')}.`);
  if (backend !== 'node:v8' && worker === 'thread') {
    throw usage(
      'backend',
      backend,
      "A worker thread is captured with node:v8 only; or set worker: 'process'.",
    );
  }
  if (typeof allocations !== 'boolean') throw usage('allocations', allocations, 'Use true or false.');
  requireLists(options);
  if (
    !isRecord(options.resourceLimits ?? {}) ||
    !Object.values(options.resourceLimits ?? {}).every(isPositive)
  )
    throw usage('resourceLimits', options.resourceLimits, 'Give an object of numbers above 0, in MB.');
  knownLeaksIn(knownLeaks, 'The option knownLeaks');
  for (const rule of ignore) requireReason(rule);
  return Object.freeze({
    sensitivity: Math.min(50, iterations),
    holders: 3,
    variant,
    iterations,
    iterationsGiven: options.iterations !== undefined,
    cycles,
    cyclesGiven: options.cycles !== undefined,
    warmupIterations,
    timeoutMs,
    allowGrowth: [...allowGrowth],
    ignore: ignore.map((rule) => ({ ...rule })),
    knownLeaks: [...knownLeaks],
    backend,
    worker,
    execArgv: options.execArgv ?? null,
    resourceLimits: options.resourceLimits ?? null,
    allocations,
  });
}

/** What a scenario may ask of its check; all else is the caller's. */
const SCENARIOS_OWN: readonly string[] = [
  'iterations',
  'cycles',
  'warmupIterations',
  'timeoutMs',
  'allowGrowth',
] satisfies (keyof ScenarioOptions)[];

/**
 * Options of a scenario and of its check's caller, whose own win.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when one of them is wrong, or not the scenario's to give
 */
export function mergeOptions(own: unknown, given: CheckOptions): Readonly<ResolvedOptions> {
  if (!isRecord(own)) throw usage('options', own, 'Give an object.');
  for (const [name, value] of Object.entries(own)) {
    if (!SCENARIOS_OWN.includes(name))
      throw usage(name, value, `A scenario can give: ${SCENARIOS_OWN.join(', ')}. Give it to the check.`);
  }
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return resolveOptions({ ...own, ...Object.fromEntries(said) });
}

/** Lists; the first two of texts. */
function requireLists(options: CheckOptions): void {
  const { allowGrowth = [], execArgv = [], ignore = [], knownLeaks = [], inspectors = [] } = options;
  for (const [name, value] of Object.entries({ allowGrowth, execArgv, ignore, knownLeaks, inspectors }))
    if (!Array.isArray(value)) throw usage(name, value, 'Give a list.');
  for (const [name, value] of Object.entries({ allowGrowth, execArgv }))
    if (!value.every((one: unknown) => typeof one === 'string'))
      throw usage(name, value, 'Give a list of texts.');
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPositive(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && value > 0);
}

function requireWhole(option: Readonly<Record<string, number>>, least: number): void {
  for (const [name, value] of Object.entries(option)) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw usage(name, value, `Use a whole number from ${least}.`);
  }
}

function requireReason(rule: IgnoreRule): void {
  if (!isRecord(rule)) throw usage('ignore', rule, 'Each entry is an object.');
  const what = 'className' in rule ? rule.className : rule.fingerprint;
  if (typeof what !== 'string' || what === '') {
    throw usage('ignore', rule, 'Each entry names a className or a fingerprint.');
  }
  if (typeof rule.reason !== 'string' || rule.reason.trim() === '') {
    throw usage('ignore', rule, 'Each entry says its reason.');
  }
}

function usage(option: string, value: unknown, advice: string): HeapwitnessError {
  const got = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined');
  return new HeapwitnessError('ERR_USAGE', `${option} cannot be ${got}. ${advice}`);
}
