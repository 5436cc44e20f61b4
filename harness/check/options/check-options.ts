import type { ProcessCaptureBackend } from '../../isolates/agent/index.js';
import type { IsolateRule } from '../../isolates/program/index.js';
import type { InspectorSource } from './inspectors.js';
import type { KnownLeak } from '../known-leaks/known-leaks.js';
import type { WorkerResourceLimits } from '../../isolates/connection/index.js';

/** A rule that leaves findings out of the verdict, with its reason. */
export type IgnoreRule = ({ readonly className: string } | { readonly fingerprint: string }) & {
  /** Required: it is printed with the result. */
  readonly reason: string;
};

/** Options of a check. */
export interface CheckOptions {
  /**
   * Value of `context.variant` in the scenario.
   * @defaultValue ''
   */
  readonly variant?: string | undefined;
  /**
   * The rarest leak to detect: one object leaked in this many iterations. 1 to 100000. Rarer leaks take longer cycles.
   * @defaultValue 50, or `iterations` if that is given and smaller
   */
  readonly sensitivity?: number | undefined;
  /**
   * Iterations per cycle; preferably a prime number, so that periodic work does not coincide with the cycles. The
   * default is reduced if iterations are slow, but not below the first prime number from 1.05 times `sensitivity` on.
   * @defaultValue the first prime number from 1.9 times `sensitivity` on, 97 for a sensitivity of 50; more in the first
   * cycles, which have 6.22 times `sensitivity` together
   */
  readonly iterations?: number | undefined;
  /**
   * Cycles before the first decision, at least 2.
   * @defaultValue 3; one long run of 601 to 2,309 iterations if these are cheap; 2 if a look at the heap takes 5 s or
   * longer
   */
  readonly cycles?: number | undefined;
  /**
   * Iterations before the first snapshot, in which caches fill, code is compiled and lazy objects are created.
   * @defaultValue the number of iterations per cycle
   */
  readonly warmupIterations?: number | undefined;
  /**
   * Time limit of the whole check, in milliseconds; a check that times out is `inconclusive`.
   * @defaultValue 120000
   */
  readonly timeoutMs?: number | undefined;
  /** Aborts the check, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Classes and functions that may grow without being a leak.
   * @defaultValue none
   */
  readonly allowGrowth?: readonly string[] | undefined;
  /**
   * Rules for findings that are intended; these are shown with their reason and do not affect the verdict.
   * @defaultValue none
   */
  readonly ignore?: readonly IgnoreRule[] | undefined;
  /**
   * Threads and processes of the scenario that are not read. Without such a rule, one that cannot be read makes a check
   * without a leak `inconclusive`.
   * @defaultValue none
   */
  readonly ignoreIsolates?: readonly IsolateRule[] | undefined;
  /**
   * Known leaks, by fingerprint, each with an expiry date: the `leaks` of the result of `readKnownLeaks`. They are
   * shown separately and do not affect the verdict, unless they have expired.
   * @defaultValue none
   */
  readonly knownLeaks?: readonly KnownLeak[] | undefined;
  /**
   * The capture backend; the packages `heapdump` and `v8-profiler-next` need `worker: 'process'`.
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
   * @defaultValue Node's defaults
   */
  readonly resourceLimits?: WorkerResourceLimits | undefined;
  /**
   * Whether to sample the allocations of the measured cycles and to note which calls open files, so that findings report
   * these calls.
   * @defaultValue false, because sampling slows allocations down
   */
  readonly allocations?: boolean | undefined;
  /**
   * Inspectors that describe your own classes in traces, called before the built-in ones. If the scenario is a module,
   * give URLs or paths of modules that export `inspectors`; the scenario's module may export its own.
   * @defaultValue none
   */
  readonly inspectors?: readonly InspectorSource[] | undefined;
  /**
   * Maximum number of further holders to find for each finding, besides the one of its trace. 0 to 50; each costs a
   * search of the heap.
   * @defaultValue 3, or 1 in a heap of more than 250,000 nodes
   */
  readonly holders?: number | undefined;
  /** Called with progress updates. */
  readonly onProgress?: ((step: string) => void) | undefined;
}
