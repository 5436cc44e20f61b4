import type { ProcessCaptureBackend } from '../../isolates/agent/index.js';
import type { InspectorSource } from './inspectors.js';
import type { KnownLeak } from '../known-leaks/known-leaks.js';
import type { WorkerResourceLimits } from '../../isolates/connection/index.js';

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
   * Iterations per cycle; a prime number, so that periodic work does not coincide with the cycles. Fewer are run where
   * one takes long, but never fewer than 53 unless you say so.
   * @defaultValue the first prime number from 1.9 times `sensitivity` on: 97 where that is 50
   */
  readonly iterations?: number | undefined;
  /**
   * Cycles before anything is decided, from 2.
   * @defaultValue 3; one long run of 601 to 2,309 iterations where these are cheap; 2 where a look at the heap takes 5 s
   * or longer
   */
  readonly cycles?: number | undefined;
  /**
   * Iterations before the first snapshot, in which caches fill, code is compiled and lazy objects are created.
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
   * Known leaks, by fingerprint, each with an expiry date: the `leaks` of the result of `readKnownLeaks`. They are
   * shown apart and do not make the verdict; one whose day is over does.
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
   * @defaultValue Node's
   */
  readonly resourceLimits?: WorkerResourceLimits | undefined;
  /**
   * Whether to sample the allocations of the measured cycles, so that findings report the calls that allocated them.
   * @defaultValue false, for it makes allocating slower
   */
  readonly allocations?: boolean | undefined;
  /**
   * Inspectors that describe your own classes in traces, called before the built-in ones. A scenario given by its
   * module exports them as `inspectors`, or names modules that do: the list is then of URLs and paths.
   * @defaultValue none
   */
  readonly inspectors?: readonly InspectorSource[] | undefined;
  /**
   * How many further holders of a finding to look for, besides the one of its trace. 0 to 50; each costs a search of
   * the heap.
   * @defaultValue 3, or 1 in a heap of more than 250,000 nodes
   */
  readonly holders?: number | undefined;
  /** Called with progress updates. */
  readonly onProgress?: ((step: string) => void) | undefined;
}
