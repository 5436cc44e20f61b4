import { fileURLToPath } from 'node:url';
import { toErrorRecord } from '../core/error-record.js';
import type { ErrorRecord } from '../core/error-record.js';
import { supervise } from '../runtime/supervise.js';
import { deathError } from '../runtime/worker-errors.js';
import type { CaseMessage, CaseOrder } from './case-host.js';
import type { CaseDefinition, VariantStatement } from './definition.js';
import type { FoundCase } from './discover.js';
import { worstOutcome } from './result.js';
import type { CaseResult, VariantResult } from './result.js';

export interface RunCaseOptions {
  /** Where snapshots are kept; made when needed. */
  readonly snapshotFolder: string;
  /**
   * Keep the snapshots of all variants, not only of failures and of those that ask for it.
   * @defaultValue false
   */
  readonly keepSnapshots?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told what goes on, for a progress line. */
  readonly onProgress?: (variant: string, label: string) => void;
}

const HOST = new URL('./case-host.js', import.meta.url);

/**
 * Runs all variants of a case in a supervised child process that hosts its workers. A death of that process is the
 * outcome of the variant it happened in; the variants after it are run in a new one.
 *
 * @throws the signal's reason when it aborts
 */
export async function runCase(found: FoundCase, options: RunCaseOptions): Promise<CaseResult> {
  const { definition } = found;
  const results = new Map<string, VariantResult>();
  const statements = Object.entries<VariantStatement>(definition.variants);
  while (results.size < statements.length) {
    options.signal?.throwIfAborted();
    const variants = statements.map(([variant]) => variant).filter((variant) => !results.has(variant));
    const unfinished = await runInChild(found, variants, results, options);
    options.signal?.throwIfAborted();
    const [first] = statements.filter(([variant]) => !results.has(variant));
    if (unfinished !== null && first !== undefined)
      results.set(first[0], failed(first[0], first[1], unfinished));
  }
  return caseResult(definition, [...results.values()]);
}

async function runInChild(
  { definition, module }: FoundCase,
  variants: readonly string[],
  results: Map<string, VariantResult>,
  options: RunCaseOptions,
): Promise<ErrorRecord | null> {
  const order: CaseOrder = {
    id: definition.id,
    file: fileURLToPath(module),
    variants,
    snapshotFolder: options.snapshotFolder,
    keepSnapshots: options.keepSnapshots ?? false,
  };
  let thrown: ErrorRecord | null = null;
  const death = await supervise(HOST, order, {
    signal: options.signal,
    onMessage: (received) => {
      const message = received as CaseMessage;
      if (message.kind === 'result') results.set(message.result.variant, message.result);
      else if (message.kind === 'look') options.onProgress?.(message.variant, message.label);
      else thrown = message.error;
    },
  });
  if (variants.every((variant) => results.has(variant))) return null;
  return thrown ?? toErrorRecord(deathError(`process of case ${definition.id}`, null, death));
}

function caseResult(definition: CaseDefinition, variants: readonly VariantResult[]): CaseResult {
  const { id, chapter, position, title, claim, why, source } = definition;
  const outcome = worstOutcome(variants.map((variant) => variant.outcome));
  return { id, chapter, position, title, claim, why, source, outcome, variants };
}

function failed(variant: string, statement: VariantStatement, error: ErrorRecord): VariantResult {
  const { title, role, stated } = statement;
  const nothing = {
    observed: null,
    facts: [],
    observations: [],
    remarks: [],
    differences: [],
    snapshots: [],
    elapsedMs: 0,
  };
  return { variant, title, role, stated, outcome: 'failed', error, ...nothing };
}
