import { join } from 'node:path';
import type { GcEffort } from '../isolates/agent/index.js';
import type { HeapGraph } from '../heap/graph/index.js';
import type {
  LongLivedWorker,
  StartWorkerOptions,
  StartWorkerProcessOptions,
} from '../isolates/workers/index.js';
import { ENTRY_CLASSES, KEY_CLASS } from './census.js';
import { HeapwitnessError } from '../core/errors.js';
import { described, type Json, plainJson } from './json.js';
import {
  recordWalks,
  startCountedWorker,
  startCountedWorkerProcess,
  takeCensus,
  takeWalks,
} from './counted-worker.js';
import type { CaseDefinition, Lab, LookOptions } from './definition.js';
import { changesBetween, type LookChanges, lookIds, type LookIds } from './look-changes.js';
import { entryPictures, type EntryPicture } from './tables/index.js';
import type { Observation } from './result.js';
import type { RunVariantOptions } from './run-variant-options.js';
import { traceOf, valuesIn } from './values-in-heap.js';

type AsyncClosable = Pick<LongLivedWorker<unknown>, 'close'>;

/** Records what one experiment does and observes, and ends what it started. */
export class ExperimentRecorder {
  readonly facts: Map<string, Json> = new Map();
  readonly remarks: string[] = [];
  readonly lab: Lab;
  readonly #workers: Promise<AsyncClosable>[] = [];
  readonly #names = new Set<string>();
  readonly #starting = new AbortController();
  readonly #efforts = new Map<string, GcEffort>();
  readonly #snapshots = new Map<string, string>();
  readonly #observations: Omit<Observation, 'trace'>[] = [];
  /** The last look into each worker, and its heap. */
  readonly #last = new Map<string, { readonly look: Omit<Observation, 'trace'>; readonly heap: HeapGraph }>();
  /** What the last look into each worker counted. */
  readonly #seen = new Map<string, LookIds>();
  readonly #definition: CaseDefinition;
  readonly #options: RunVariantOptions;
  readonly #variant: string;

  constructor(definition: CaseDefinition, variant: string, options: RunVariantOptions) {
    this.#definition = definition;
    this.#variant = variant;
    this.#options = options;
    this.lab = {
      variant,
      cycles: Array.from({ length: definition.cycles }, (_, index) => index + 1),
      start: (more) => this.#start(startCountedWorker, more),
      startProcess: (more) => this.#start(startCountedWorkerProcess, more),
      collect: (worker) => this.#collect(worker),
      look: (worker, label, how) => this.#look(worker, label, how),
      remark: (text) => this.#remark(text),
      fact: (name, observed) => this.#fact(name, observed),
    };
  }

  /** Returns all looks so far, with what retains a value at the last one into each worker. */
  observations(): Observation[] {
    return this.#observations.map((look) => {
      const last = this.#last.get(look.worker);
      return {
        ...look,
        trace: last?.look === look ? traceOf(last.heap, this.#definition) : null,
      };
    });
  }

  /** File names of the snapshots of the last look into each worker. */
  get snapshots(): string[] {
    return [...this.#snapshots.values()];
  }

  /** Ends all workers, including those that are still starting. */
  async closeWorkers(): Promise<void> {
    this.#starting.abort(new Error('The experiment has ended.'));
    while (this.#workers.length > 0) {
      const workers = await Promise.allSettled(this.#workers.splice(0));
      const started = workers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      await Promise.all(started.map((worker) => worker.close()));
    }
  }

  #remark(text: unknown): void {
    if (typeof text !== 'string') throw wrong('A remark', text, 'Use a string.');
    this.remarks.push(text);
  }

  #fact(name: unknown, observed: unknown): void {
    if (typeof name !== 'string') throw wrong('The name of a fact', name, 'Use a string.');
    const value = plainJson(observed);
    if (value === undefined)
      throw wrong(`The fact "${name}"`, observed, 'Use a value that JSON can represent.');
    this.facts.set(name, value);
  }

  #start<Module>(
    how: (module: URL, options: StartWorkerProcessOptions) => Promise<LongLivedWorker<Module>>,
    more: StartWorkerOptions = {},
  ): Promise<LongLivedWorker<Module>> {
    const signals = [this.#starting.signal, this.#options.signal, more.signal];
    const worker = how(this.#definition.worker, {
      countedClasses: [KEY_CLASS, ...ENTRY_CLASSES, ...this.#definition.valueClasses],
      ...more,
      name: this.#newName(more.name ?? 'worker'),
      signal: AbortSignal.any(signals.filter((signal) => signal !== undefined)),
    });
    this.#workers.push(worker);
    return this.#recorded(worker);
  }

  async #recorded<Module>(started: Promise<LongLivedWorker<Module>>): Promise<LongLivedWorker<Module>> {
    const worker = await started;
    await recordWalks(worker, { signal: this.#options.signal });
    return worker;
  }

  /** Returns a name that is unique in this run: the last look and the snapshot of each worker are kept by its name. */
  #newName(wanted: string): string {
    const base = wanted.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
    let name = wanted === 'worker' ? 'worker-1' : base;
    for (let number = 2; this.#names.has(name); number++) name = `${base}-${number}`;
    this.#names.add(name);
    return name;
  }

  async #collect<Module>(worker: LongLivedWorker<Module>): Promise<GcEffort> {
    const effort = await worker.collectGarbage({ signal: this.#options.signal });
    this.#efforts.set(worker.name, effort);
    return effort;
  }

  async #look<Module>(
    worker: LongLivedWorker<Module>,
    label: string,
    how: LookOptions = {},
  ): Promise<HeapGraph> {
    const file = `${this.#definition.id}.${this.#variant}.${worker.name}.heapsnapshot`;
    const { signal, keepSnapshots, snapshotFolder } = this.#options;
    const isSaved = keepSnapshots !== 'none';
    const saveTo = isSaved ? join(snapshotFolder, file) : undefined;
    const walks = await takeWalks(worker, { signal });
    const { census, heap } = await takeCensus(worker, { ...how, saveTo, signal });
    if (isSaved) this.#snapshots.set(worker.name, file);
    const look = {
      label,
      worker: worker.name,
      gc: this.#efforts.get(worker.name) ?? null,
      counts: { keys: census.keys, values: census.values, staleEntries: census.staleEntries },
      changes: this.#changes(worker.name, heap),
      witnesses: census.witnesses,
      disagreements: census.disagreements,
      tables: census.tables,
      pictures: this.#pictures(heap),
      walks,
    };
    this.#observations.push(look);
    this.#last.set(worker.name, { look, heap });
    this.#efforts.delete(worker.name);
    this.#options.onLook?.(label);
    return heap;
  }

  /** Returns what has changed since the previous look into the worker. */
  #changes(worker: string, heap: HeapGraph): LookChanges | null {
    const before = this.#seen.get(worker);
    const now = lookIds(heap, this.#definition.valueClasses);
    this.#seen.set(worker, now);
    return before === undefined ? null : changesBetween(before, now);
  }

  #pictures(heap: HeapGraph): EntryPicture[] {
    const { valueClasses, chainTo } = this.#definition;
    const counted = new Set(valuesIn(heap, valueClasses));
    // Where the chain ends beyond the values, what leads there is their class.
    return entryPictures(heap, (node) => counted.has(node), { throughClasses: chainTo !== undefined });
  }
}

function wrong(what: string, value: unknown, remedy: string): HeapwitnessError {
  return new HeapwitnessError('ERR_CASE_DEFINITION', `${what} cannot be ${described(value)}. ${remedy}`);
}
