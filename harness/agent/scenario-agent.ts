import { setImmediate as immediate } from 'node:timers';
import { HeapwitnessError } from '../core/errors.js';
import { ScenarioControls } from './scenario-controls.js';
import { sampleCounters, settle as settleLoop } from './settle-loop.js';
import type { Counters } from './settle-loop.js';

/** How the host asks for a scenario. */
export interface OpenScenario {
  /** URL of the scenario's module. */
  readonly module: string;
  readonly variant: string;
  readonly plantEvery: number;
}

/** What a run of some iterations took. */
export interface RunEffort {
  readonly elapsedMs: number;
  /** Iterations done so far, since the scenario was opened. */
  readonly iterations: number;
  /** Objects planted so far by the control. */
  readonly planted: number;
  /** Iterations done by this run: fewer than asked for when its time was over. */
  readonly done: number;
  /** The error of an iteration that found no more of what the system gives, such as open files; the run ended there. */
  readonly exhausted: string | null;
}

/** What the system says when a scenario has used up its files, memory or processes. */
const EXHAUSTED: readonly string[] = ['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EAGAIN', 'EADDRNOTAVAIL'];

interface Context {
  readonly index: number;
  readonly variant: string;
  readonly signal: AbortSignal;
  keep<T>(value: T): T;
}

type Hook = (context: Context) => unknown;

interface Session {
  readonly iteration: Hook;
  readonly teardown: Hook | null;
  readonly variant: string;
  readonly abort: AbortController;
  readonly controls: ScenarioControls;
  next: number;
}

/** The one scenario of this isolate: the host's calls come one by one, and all are about it. */
let current: Session | null = null;

/**
 * Loads the scenario and runs its `setup`. Resolves to what the module is made of.
 *
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when the module does not load or exports no `iteration`
 */
export async function open({ module, variant, plantEvery }: OpenScenario): Promise<null> {
  const hooks = hooksOf(await load(module), module);
  current = {
    iteration: hooks.iteration,
    teardown: hooks.teardown,
    variant,
    abort: new AbortController(),
    controls: new ScenarioControls(plantEvery),
    next: 0,
  };
  await hooks.setup?.(contextOf(current, 0));
  return null;
}

/** The `options` that the scenario's module exports, as plain data. */
export async function optionsOf({ module }: { module: string }): Promise<unknown> {
  const { options } = await load(module);
  return options === undefined ? null : (JSON.parse(JSON.stringify(options)) as unknown);
}

/**
 * Runs iterations one after the other, each in a job of its own: the event loop turns in between.
 *
 * @param request `limitMs`: starts no further iteration after that time
 */
export async function run({ count, limitMs }: { count: number; limitMs: number }): Promise<RunEffort> {
  const session = opened();
  const started = performance.now();
  let done = 0;
  let exhausted: string | null = null;
  while (exhausted === null && done < count && (done === 0 || performance.now() - started < limitMs)) {
    const index = session.next++;
    try {
      await session.iteration(contextOf(session, index));
    } catch (error) {
      exhausted = exhaustion(error);
      if (exhausted === null) throw error;
    }
    session.controls.work(index);
    done += 1;
    await new Promise<void>((resolve) => immediate(resolve));
  }
  return {
    elapsedMs: performance.now() - started,
    iterations: session.next,
    planted: session.controls.plantedCount,
    done,
    exhausted,
  };
}

/** Lets the event loop turn until what is due has been done; see `settle-loop.ts`. */
export function settle({ quietMs }: { quietMs: number }): Promise<Counters> {
  return settleLoop(quietMs);
}

/** Counts what lives outside of the heap. */
export function counters(): Counters {
  return sampleCounters();
}

/** Answers: the event loop turns. */
export function ping(): null {
  return null;
}

/** Aborts the scenario's signal. */
export function abort(): null {
  current?.abort.abort();
  return null;
}

/** Runs the scenario's `teardown`. */
export async function close(): Promise<null> {
  const session = opened();
  await session.teardown?.(contextOf(session, session.next));
  return null;
}

/** The message of an error that says that something has been used up; `null` for any other. */
function exhaustion(error: unknown): string | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string' && EXHAUSTED.includes(code) ? String(message) : null;
}

function contextOf({ variant, abort: { signal }, controls: { kept } }: Session, index: number): Context {
  return {
    index,
    variant,
    signal,
    keep(value) {
      kept.values.push(value);
      return value;
    },
  };
}

function opened(): Session {
  if (current === null) throw new HeapwitnessError('ERR_INTERNAL', 'No scenario has been opened.');
  return current;
}

async function load(module: string): Promise<Record<string, unknown>> {
  try {
    return (await import(module)) as Record<string, unknown>;
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw definitionError(module, `its module does not load: ${why}`, cause);
  }
}

function hooksOf(
  exported: Record<string, unknown>,
  module: string,
): { iteration: Hook; setup: Hook | null; teardown: Hook | null } {
  const own = 'iteration' in exported ? exported : (exported['default'] as Record<string, unknown>);
  const hook = (name: string): Hook | null => {
    const value = own?.[name];
    if (value === undefined) return null;
    if (typeof value === 'function') return (context) => Reflect.apply(value, own, [context]) as unknown;
    throw definitionError(module, `its ${name} is ${typeof value}, not a function`);
  };
  const iteration = hook('iteration');
  if (iteration === null) {
    const names = Object.keys(exported).join(', ') || 'nothing';
    throw definitionError(
      module,
      `it exports no function iteration (it exports: ${names}). Write: export async function iteration(context) { … }`,
    );
  }
  return { iteration, setup: hook('setup'), teardown: hook('teardown') };
}

function definitionError(module: string, why: string, cause?: unknown): HeapwitnessError {
  return new HeapwitnessError('ERR_SCENARIO_DEFINITION', `Scenario ${module} cannot be used: ${why}`, {
    cause,
  });
}
