import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { toErrorRecord } from '../core/error-record.js';
import type { ErrorRecord } from '../core/error-record.js';
import type { CaseDefinition, Counts, VariantStatement } from './definition.js';
import { type Json, plainJson } from './json.js';
import { ExperimentRecorder } from './experiment-recorder.js';
import type { FactResult, Observation, VariantResult } from './result.js';
import type { RunVariantOptions } from './run-variant-options.js';

/**
 * Runs one variant of a case and compares what was observed with what was stated. An error of the experiment is part of
 * the result, not thrown.
 */
export async function runVariant(
  definition: CaseDefinition,
  variant: string,
  statement: VariantStatement,
  options: RunVariantOptions,
): Promise<VariantResult> {
  const started = performance.now();
  await mkdir(options.snapshotFolder, { recursive: true });
  const recorder = new ExperimentRecorder(definition, variant, options);
  // An experiment that waits for a worker is ended by the end of the worker.
  const abort = (): void => void recorder.closeWorkers();
  options.signal?.addEventListener('abort', abort, { once: true });
  let error: ErrorRecord | null = null;
  try {
    await definition.experiment(recorder.lab);
  } catch (thrown) {
    error = toErrorRecord(thrown);
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await recorder.closeWorkers();
  }
  const observations = recorder.observations();
  const observed = statement.stated === null ? null : lastCounts(observations);
  const facts = factsOf(statement.facts ?? {}, recorder.facts);
  const recorded = new Set(recorder.facts.keys());
  const differences = differencesOf(statement, observed, { facts, recorded }, observations);
  const outcome = error ? 'failed' : differences.length > 0 ? 'not-as-stated' : 'as-stated';
  const needed = statement.keepSnapshot === true || outcome !== 'as-stated';
  const keep = { none: false, needed, all: true }[options.keepSnapshots];
  return {
    variant,
    title: statement.title,
    role: statement.role,
    outcome,
    stated: statement.stated,
    observed,
    facts,
    observations,
    remarks: recorder.remarks,
    differences,
    error,
    snapshots: await kept(keep, recorder.snapshots, options.snapshotFolder),
    elapsedMs: performance.now() - started,
  };
}

/** Returns the counts of the last look into each worker, summed; `null` if there was no look. */
function lastCounts(observations: readonly Observation[]): Counts | null {
  const last = new Map(observations.map(({ worker, counts }) => [worker, counts]));
  if (last.size === 0) return null;
  return [...last.values()].reduce((sum, counts) => ({
    keys: sum.keys + counts.keys,
    values: sum.values + counts.values,
    staleEntries: sum.staleEntries + counts.staleEntries,
  }));
}

function factsOf(stated: Readonly<Record<string, Json>>, observed: ReadonlyMap<string, Json>): FactResult[] {
  const names = new Set([...Object.keys(stated), ...observed.keys()]);
  return [...names].map((name) => {
    const isStated = Object.hasOwn(stated, name);
    const expected = isStated ? (plainJson(stated[name]) ?? null) : null;
    const facts = { name, stated: expected, observed: observed.get(name) ?? null };
    const known = isStated && observed.has(name);
    return { ...facts, asStated: known && isDeepStrictEqual(facts.stated, facts.observed) };
  });
}

function differencesOf(
  { stated, facts: statedFacts = {} }: VariantStatement,
  observed: Counts | null,
  { facts, recorded }: { readonly facts: readonly FactResult[]; readonly recorded: ReadonlySet<string> },
  observations: readonly Observation[],
): string[] {
  const counts = stated === null ? [] : countDifferences(stated, observed);
  const wrongFacts = facts
    .filter(({ asStated }) => !asStated)
    .map(({ name, ...fact }) => {
      const statement = Object.hasOwn(statedFacts, name)
        ? `stated ${JSON.stringify(fact.stated)}`
        : 'not stated';
      const observation = recorded.has(name) ? `observed ${JSON.stringify(fact.observed)}` : 'not recorded';
      return `${name}: ${statement}, ${observation}`;
    });
  const disagreements = observations.flatMap(({ worker, label, disagreements: found }) =>
    found.map((sentence) => `witnesses disagree at "${label}" in ${worker}: ${sentence}`),
  );
  return [...counts, ...wrongFacts, ...disagreements];
}

function countDifferences(stated: Counts, observed: Counts | null): string[] {
  if (observed === null) return ['nothing was observed: the experiment never took a snapshot'];
  return (Object.keys(stated) as (keyof Counts)[])
    .filter((what) => stated[what] !== observed[what])
    .map((what) => `${what}: stated ${stated[what]}, observed ${observed[what]}`);
}

async function kept(keep: boolean, files: readonly string[], folder: string): Promise<string[]> {
  if (keep) return files.map((file) => `snapshots/${file}`);
  await Promise.all(files.map((file) => rm(join(folder, file), { force: true })));
  return [];
}
