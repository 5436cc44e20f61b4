import { isGeneratorFunction, isGeneratorObject } from 'node:util/types';
import { clearTimeout, delay, now, setTimeout } from '../../core/captured-timers.js';
import { reachGc, turn } from './collect-garbage.js';
import { ScenarioControls } from './scenario-controls.js';

/** The cost of a run of some iterations. */
export interface RunEffort {
  readonly elapsedMs: number;
  /** Iterations done so far, since the scenario was opened. */
  readonly iterations: number;
  /** Objects planted so far by the control. */
  readonly planted: number;
  /** Iterations done by this run: fewer than requested if it reached its time limit. */
  readonly done: number;
  /**
   * The error of an iteration for which a resource of the system, such as open files, was exhausted; the run ended
   * there.
   */
  readonly exhausted: string | null;
}

/** The progress of a scenario, queried while it runs. */
export interface RunProgress {
  readonly started: number;
  readonly isRunning: boolean;
}

/** The argument of a scenario's functions; see `check/scenario.ts`. */
export interface SessionContext {
  readonly index: number;
  readonly variant: string;
  readonly signal: AbortSignal;
  readonly keep: <T>(value: T) => T;
}

/** One of a scenario's functions, bound to its object. */
export type Hook = (context: SessionContext) => unknown;

export interface Hooks {
  readonly iteration: Hook;
  readonly setup: Hook | null;
  readonly teardown: Hook | null;
}

const NEVER_RUN =
  'whose body would never run. Write an async function, and consume the generator in it: for await (const value of …)';

/** Codes of system errors for a scenario that has exhausted its files, memory or processes. */
const EXHAUSTED: readonly string[] = ['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EAGAIN', 'EADDRNOTAVAIL'];

const POLL_MS = 5;

/**
 * Number of iterations after which garbage is collected during a run. Objects that live only until the next collection
 * (such as entries of a table with weak keys) would otherwise grow with the length of a run, as a leak does.
 */
const MOST_UNCOLLECTED = 2500;

/**
 * An opened scenario in this isolate, with its controls.
 */
export class ScenarioSession {
  readonly #hooks: Hooks;
  readonly #variant: string;
  readonly #complain: (why: string) => Error;
  readonly #abort: AbortController = new AbortController();
  readonly #controls: ScenarioControls;
  #next = 0;
  #uncollected = 0;
  #isRunning = false;
  #tornDown: Promise<void> | null = null;

  /**
   * @param brand brand of the controls, see `scenario-controls.ts`
   * @param complain creates the error for hooks that turn out to be invalid when they are called
   */
  constructor(hooks: Hooks, variant: string, brand: string, complain: (why: string) => Error) {
    this.#controls = new ScenarioControls(brand);
    this.#hooks = hooks;
    this.#variant = variant;
    this.#complain = complain;
  }

  /** Number of iterations begun so far, and whether an iteration or the setup is running. */
  get progress(): RunProgress {
    return { started: this.#next, isRunning: this.#isRunning };
  }

  /**
   * Runs the scenario's `setup`; once, before any iteration.
   *
   * @param plantEvery number of iterations per planted object
   */
  async setup(plantEvery: number): Promise<void> {
    this.#controls.plantEvery = plantEvery;
    this.#isRunning = true;
    try {
      this.#refuseGenerator('setup', await this.#hooks.setup?.(this.#context(0)));
    } finally {
      this.#isRunning = false;
    }
  }

  /** Whether the scenario has something to tear down. */
  get hasTeardown(): boolean {
    return this.#hooks.teardown !== null;
  }

  /** Runs the scenario's `teardown` once, even if called several times. */
  teardown(): Promise<void> {
    this.#tornDown ??= (async () =>
      this.#refuseGenerator('teardown', await this.#hooks.teardown?.(this.#context(this.#next))))();
    return this.#tornDown;
  }

  /**
   * Ends the scenario early: aborts its signal, waits for running code to finish, and runs its `teardown`, ignoring the
   * outcome.
   *
   * @param limitMs maximum duration of all of that, as long as the event loop is responsive
   */
  async leave(limitMs: number): Promise<void> {
    this.#abort.abort();
    const started = now();
    while (this.#isRunning && now() - started < limitMs / 2) await delay(POLL_MS);
    await settledWithin(this.teardown(), limitMs / 2);
  }

  /**
   * Runs iterations one after the other, each in a job of its own; the event loop turns in between.
   *
   * @param limitMs time after which no further iteration is started
   */
  async run(count: number, limitMs: number): Promise<RunEffort> {
    const started = now();
    let done = 0;
    let exhausted: string | null = null;
    const isTimeLeft = (): boolean =>
      !this.#abort.signal.aborted && (done === 0 || now() - started < limitMs);
    while (exhausted === null && done < count && isTimeLeft()) {
      const index = this.#next++;
      this.#isRunning = true;
      try {
        const returned = await this.#hooks.iteration(this.#context(index));
        if (index === 0) this.#refuseGenerator('iteration', returned);
      } catch (error) {
        exhausted = exhaustion(error);
        if (exhausted === null) throw error;
      } finally {
        this.#isRunning = false;
      }
      this.#controls.work(index);
      done += 1;
      await turn();
      if (++this.#uncollected >= MOST_UNCOLLECTED) this.#collect();
    }
    const elapsedMs = now() - started;
    return { elapsedMs, iterations: this.#next, planted: this.#controls.plantedCount, done, exhausted };
  }

  #collect(): void {
    reachGc().gc();
    this.#uncollected = 0;
  }

  /** Rejects a generator, whose body would never run, because its values are never requested. */
  #refuseGenerator(name: string, returned: unknown): void {
    if (isGeneratorObject(returned)) throw this.#complain(`its ${name} returns a generator, ${NEVER_RUN}`);
  }

  #context(index: number): SessionContext {
    const { kept } = this.#controls;
    return {
      index,
      variant: this.#variant,
      signal: this.#abort.signal,
      keep: (value) => {
        kept.values.push(value);
        return value;
      },
    };
  }
}

/** Resolves when a promise has settled, either way, or after the time limit. */
async function settledWithin(promise: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([Promise.allSettled([promise]), late]);
  clearTimeout(timer);
}

/** Returns the functions of a scenario given as an object or as a module; `null` if it has no `iteration`. */
export function hooksOf(exported: object, complain: (why: string) => Error): Hooks | null {
  const named = exported as Record<string, unknown>;
  const own = 'iteration' in exported ? named : (named['default'] as Record<string, unknown> | undefined);
  const hook = (name: string): Hook | null => {
    const value = own?.[name];
    if (value === undefined) return null;
    if (isGeneratorFunction(value)) throw complain(`its ${name} is a generator function, ${NEVER_RUN}`);
    if (typeof value === 'function') return (context) => Reflect.apply(value, own, [context]) as unknown;
    throw complain(`its ${name} is ${typeof value}, not a function`);
  };
  const iteration = hook('iteration');
  return iteration === null ? null : { iteration, setup: hook('setup'), teardown: hook('teardown') };
}

/** Returns the message of an error that reports an exhausted resource; `null` for any other error. */
function exhaustion(error: unknown): string | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string' && EXHAUSTED.includes(code) ? String(message) : null;
}
