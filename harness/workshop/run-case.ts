import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearTimeout, LONGEST_TIMEOUT_MS, setTimeout } from '../core/captured-timers.js';
import { toErrorRecord } from '../core/error-record.js';
import type { ErrorRecord } from '../core/error-record.js';
import { supervise } from '../isolates/supervision/index.js';
import { deathError } from '../isolates/connection/index.js';
import type { VariantMessage, VariantOrder } from './case-host.js';
import type { VariantStatement } from './definition.js';
import type { FoundCase } from './discover.js';
import { worstOutcome } from './result.js';
import { readSources } from './sources.js';
import type { CaseResult, VariantResult } from './result.js';
import type { SnapshotKeeping } from './run-variant-options.js';

export interface RunCaseOptions {
  /** Folder of the snapshots; created if needed. */
  readonly snapshotFolder: string;
  /** @defaultValue 'needed' */
  readonly keepSnapshots?: SnapshotKeeping;
  /**
   * Number of variants that run at the same time.
   * @defaultValue the number of processors
   */
  readonly concurrency?: number;
  /**
   * Time in which each variant has to end; one that does not has failed.
   * @defaultValue 300000
   */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called at each look, for a progress line. */
  readonly onProgress?: (variant: string, label: string) => void;
}

const HOST = new URL('./case-host.js', import.meta.url);
const TIMEOUT_MS = 300_000;
const OVERDUE_REMEDY = 'Look for what it waits for, or give it more time with --timeout.';

/**
 * Runs the variants of a case, each in a supervised child process of its own that hosts its workers. If such a process
 * dies, its variant has failed: the cause is its error, its snapshots are kept as those of any failed variant, and the
 * other variants go on.
 *
 * @throws the signal's reason when it aborts
 */
export async function runCase(found: FoundCase, options: RunCaseOptions): Promise<CaseResult> {
  const { id, chapter, position, title, claim, why, inShort = null, source, variants } = found.definition;
  const waiting = Object.entries<VariantStatement>(variants);
  const order = waiting.map(([variant]) => variant);
  const results = new Map<string, VariantResult>();
  const runNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [variant, statement] = next;
      options.signal?.throwIfAborted();
      results.set(variant, await runSupervised(found, variant, statement, options));
    }
  };
  const concurrency = options.concurrency ?? availableParallelism();
  const runs = await Promise.allSettled(Array.from({ length: concurrency }, runNext));
  options.signal?.throwIfAborted();
  for (const run of runs) if (run.status === 'rejected') throw run.reason;
  const inOrder = order.flatMap((variant) => results.get(variant) ?? []);
  const outcome = worstOutcome(inOrder.map((variant) => variant.outcome));
  const { translations, module } = found;
  const sources = await readSources(dirname(fileURLToPath(module)));
  return {
    id,
    chapter,
    position,
    title,
    claim,
    why,
    inShort,
    source,
    sources,
    translations,
    outcome,
    variants: inOrder,
  };
}

async function runSupervised(
  { definition: { id }, module }: FoundCase,
  variant: string,
  statement: VariantStatement,
  { snapshotFolder, keepSnapshots = 'needed', timeoutMs = TIMEOUT_MS, signal, onProgress }: RunCaseOptions,
): Promise<VariantResult> {
  const order: VariantOrder = { id, file: fileURLToPath(module), variant, snapshotFolder, keepSnapshots };
  let result: VariantResult | null = null;
  let thrown: ErrorRecord | null = null;
  const started = performance.now();
  const overdue = new AbortController();
  const timer = setTimeout(() => overdue.abort(), Math.min(timeoutMs, LONGEST_TIMEOUT_MS));
  const death = await supervise(HOST, order, {
    signal: signal === undefined ? overdue.signal : AbortSignal.any([signal, overdue.signal]),
    onMessage: (received) => {
      const message = received as VariantMessage;
      // The result of a variant that was aborted says only that its workers ended.
      if (overdue.signal.aborted) return true;
      if (message.kind === 'result') result = message.result;
      else if (message.kind === 'look') onProgress?.(variant, message.label);
      else thrown = message.error;
      // A process that has said how it ended has some seconds to do so.
      return message.kind !== 'look';
    },
  }).finally(() => clearTimeout(timer));
  if (result !== null) return result;
  const error = overdue.signal.aborted
    ? toErrorRecord(new Error(`The variant did not end within ${timeoutMs / 1000} s. ${OVERDUE_REMEDY}`))
    : (thrown ?? toErrorRecord(deathError(`process of case ${id}, ${variant}`, null, death)));
  const snapshots = await sortLeftSnapshots(snapshotFolder, `${id}.${variant}.`, keepSnapshots !== 'none');
  return failed(variant, statement, { error, snapshots, elapsedMs: performance.now() - started });
}

/** Deletes what a dead process left: unfinished snapshots always, finished ones unless kept. Returns those kept. */
async function sortLeftSnapshots(folder: string, prefix: string, keep: boolean): Promise<string[]> {
  // The process may have died before it created the folder.
  const names = await readdir(folder).catch((): string[] => []);
  const left = names.filter((name) => name.startsWith(prefix)).toSorted();
  const kept = left.filter((name) => keep && name.endsWith('.heapsnapshot'));
  const unwanted = left.filter((name) => !kept.includes(name));
  await Promise.all(unwanted.map((name) => rm(join(folder, name), { force: true })));
  return kept.map((name) => `snapshots/${name}`);
}

function failed(
  variant: string,
  { title, role, stated }: VariantStatement,
  rest: Pick<VariantResult, 'error' | 'snapshots' | 'elapsedMs'>,
): VariantResult {
  const nothing = { observed: null, facts: [], observations: [], remarks: [], differences: [] };
  return { variant, title, role, stated, outcome: 'failed', ...nothing, ...rest };
}
