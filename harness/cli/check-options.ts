import type { IgnoreRule, IsolateRule } from '../check/index.js';

export interface CheckCommandOptions {
  readonly variant?: string;
  readonly iterations?: number;
  readonly sensitivity?: number;
  readonly cycles?: number;
  readonly warmup?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly allow?: readonly string[];
  readonly ignore?: readonly IgnoreRule[];
  readonly ignoreIsolates?: readonly IsolateRule[];
  readonly holders?: number;
  readonly process: boolean;
  readonly allocations: boolean;
  /** File of known leaks. */
  readonly known?: string;
  readonly updateKnown: boolean;
  readonly json: boolean;
  /** Folder of the report. */
  readonly report?: string;
}
