import { setFlagsFromString } from 'node:v8';
import { asOwn } from '../../core/error-record.js';
import { HeapwitnessError } from '../../core/errors.js';
import { countEntries } from './count-entries.js';
import { reserveFile } from './open-files.js';
import { HeapwitnessOpenedFiles, type OpenedFile } from './opened-files.js';
import { holdTimers, releaseTimers } from './hold-timers.js';
import { OwnInspector } from './own-inspector.js';
import { plainOptions } from './scenario-options.js';
import { hooksOf, ScenarioSession } from './scenario-session.js';
import type { RunEffort, RunProgress } from './scenario-session.js';
import { type MemoryUse, memoryReader, withExternalBytes } from './memory-use.js';
import { sampleCounters, settle as settleLoop, withMoreBytes } from './settle-loop.js';
import type { Counters } from './settle-loop.js';
import { WasmMemory } from './wasm-memory.js';
import { HeapwitnessIsolates } from './started-isolates.js';
import type { OtherIsolate } from './other-isolate.js';

/** The host's request to open a scenario. */
export interface OpenScenario {
  /** URL of the scenario's module. */
  readonly module: string;
  readonly variant: string;
  /** The brand of the controls, see `scenario-controls.ts`. */
  readonly brand: string;
}

/** The only scenario of this isolate: all calls of the host, which come one after the other, concern it. */
let current: ScenarioSession | null = null;

/** Other isolates of the process, which belongs to this scenario or exists to check it. */
let isolates: HeapwitnessIsolates | null = null;

/** Where files were opened. */
let openings: HeapwitnessOpenedFiles | null = null;

/** What a scenario's module exports in addition to its functions. */
export interface OpenedScenario {
  /** Its options as plain data; `null` if it exports none. */
  readonly options: unknown;
  /** Whether it exports inspectors, which are functions and cannot be sent. */
  readonly hasInspectors: boolean;
  readonly hasTeardown: boolean;
}

/**
 * Loads the scenario's module.
 *
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when the module does not load or exports no `iteration`
 */
export async function open({ module, variant, brand }: OpenScenario): Promise<OpenedScenario> {
  reserveFile();
  isolates = new HeapwitnessIsolates({ isProcessOurs: true, brand });
  openings = new HeapwitnessOpenedFiles(brand);
  await wasmMemory.prepare();
  const exported = await load(module);
  const complain = (why: string): Error => definitionError(module, why);
  const hooks = hooksOf(exported, complain);
  if (hooks === null) {
    const names = Object.keys(exported).join(', ') || 'nothing';
    const advice = 'Write: export async function iteration(context) { … }';
    throw definitionError(module, `it exports no iteration function (its exports: ${names}). ${advice}`);
  }
  current = new ScenarioSession(hooks, variant, brand, complain);
  const named = (name: 'options' | 'inspectors'): unknown =>
    exported[name] ?? (exported['default'] as Record<string, unknown> | undefined)?.[name];
  return {
    options: plainOptions(named('options'), complain),
    hasInspectors: named('inspectors') !== undefined,
    hasTeardown: current.hasTeardown,
  };
}

/**
 * Disables inlining for functions compiled from now on, because an inlined function is not on the stack of a sample.
 * Affects the whole process; V8 versions without these flags ignore them.
 */
export function keepCallsApart(): null {
  setFlagsFromString('--no-turbo-inlining');
  setFlagsFromString('--no-maglev-inlining');
  return null;
}

/** See `ScenarioSession.setup`. */
export async function setup({ plantEvery }: { plantEvery: number }): Promise<null> {
  await opened().setup(plantEvery);
  return null;
}

/** See `ScenarioSession.run`. */
export function run({ count, limitMs }: { count: number; limitMs: number }): Promise<RunEffort> {
  releaseTimers();
  return opened().run(count, limitMs);
}

/** Runs the event loop until everything due has been processed; see `settle-loop.ts`. */
export async function settle({
  quietMs,
  pendingTimers,
}: {
  quietMs: number;
  /** Durations of the timers to hold until the next run, because a look takes longer than some of them. */
  pendingTimers: readonly number[];
}): Promise<Counters> {
  releaseTimers();
  await isolates?.settled();
  const settled = await settleLoop(quietMs);
  await inspector.forgetConsole();
  holdTimers(pendingTimers);
  return settled;
}

/** Starts to note which calls open files. */
export function noteOpenedFiles(): null {
  openings?.start();
  return null;
}

/** See `HeapwitnessOpenedFiles.files`. */
export function openedFiles(): readonly OpenedFile[] {
  return openings?.files() ?? [];
}

/** Returns the live threads and processes that the scenario has started. */
export function otherIsolates(): readonly OtherIsolate[] {
  return isolates?.living() ?? [];
}

const readMemory = memoryReader();

/** Returns the memory of this isolate and of its process. */
export async function memoryUse(): Promise<MemoryUse> {
  return withExternalBytes(readMemory(), await wasmMemory.bytes());
}

/** Counts resources outside the heap. */
export async function counters(): Promise<Counters> {
  return withMoreBytes(sampleCounters(), await wasmMemory.bytes());
}

/** The inspector of this isolate, which is opened on first use. */
const inspector = new OwnInspector();
const wasmMemory = new WasmMemory(inspector);

/** See `count-entries.ts`. */
export function entriesOf(ids: readonly number[]): Promise<(number | null)[]> {
  return countEntries(inspector, ids);
}

/** Returns the progress, which shows that the event loop is responsive. */
export function ping(): RunProgress {
  return current?.progress ?? { started: 0, isRunning: false };
}

/** See `ScenarioSession.leave`. */
export async function leave({ limitMs }: { limitMs: number }): Promise<null> {
  releaseTimers();
  await current?.leave(limitMs);
  return null;
}

/** Runs the scenario's `teardown`. */
export async function teardown(): Promise<null> {
  releaseTimers();
  await opened().teardown();
  return null;
}

function opened(): ScenarioSession {
  if (current === null) throw new HeapwitnessError('ERR_INTERNAL', 'No scenario is open.');
  return current;
}

async function load(module: string): Promise<Record<string, unknown>> {
  try {
    return (await import(module)) as Record<string, unknown>;
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw definitionError(module, `its module cannot be loaded: ${why}${adviceFor(cause)}`, cause);
  }
}

function adviceFor(cause: unknown): string {
  if ((cause as { code?: unknown } | undefined)?.code !== 'ERR_UNKNOWN_FILE_EXTENSION') return '';
  return `. Node ${process.version} cannot run TypeScript: compile the scenario, or use Node 22.18, 23.6 or newer`;
}

function definitionError(module: string, why: string, cause?: unknown): HeapwitnessError {
  const message = `Scenario ${module} cannot be used: ${why}`;
  return asOwn(new HeapwitnessError('ERR_SCENARIO_DEFINITION', message, { cause }));
}
