import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeapwitnessError } from '../../core/errors.js';
import type { Counts } from '../../workshop/index.js';
import { LiveThread } from './live-thread.js';
import type { ThreadView } from './live-thread.js';
import type { LoggedStep, StepLog } from './step-log.js';
import type { Step } from './step.js';
import { STORY } from '../story/story.js';

/** Everything that the pages show; changes with each step. */
export interface LiveState {
  /** Changes whenever anything else does. */
  readonly revision: number;
  /** Number of steps so far. */
  readonly steps: number;
  /** The threads in the order of their start; of those that have ended, the last ones only. */
  readonly threads: readonly ThreadView[];
  /** The thread of the last step; `null` before the first one. */
  readonly current: string | null;
  /** What the room has guessed that the next collection leaves; `null` if it has not. */
  readonly guess: Guess | null;
  /** Place in the guided story. */
  readonly story: number;
  /** Whether the last step of the scene has been done; true if it has none. */
  readonly isSceneDone: boolean;
  /** The last steps, the newest one at the end. */
  readonly last: readonly LoggedStep[];
  /** Why the last step is in no log; `null` if it is. */
  readonly logError: string | null;
  /** Whether a step is being done. */
  readonly busy: boolean;
}

/** What a collection leaves, as the room guesses. */
export interface Guess extends Pick<Counts, 'keys' | 'values'> {
  /** What the first collection after the guess has left; `null` until then. */
  readonly real: Counts | null;
}

export interface SessionOptions {
  /** Folder of snapshots. */
  readonly folder: string;
  readonly log: StepLog;
  readonly signal: AbortSignal;
}

const MOST_RUNNING = 8;
const MOST_ENDED = 2;
const MOST_WAITING = 32;
const MOST_SNAPSHOTS = 6;
const SHOWN_STEPS = 12;

/** A pool of real threads that a driver operates step by step. Steps are done one after the other. */
export class Session {
  readonly #options: SessionOptions;
  readonly #listeners = new Set<() => void>();
  readonly #threads: LiveThread[] = [];
  readonly #snapshots: string[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #started = 0;
  #revision = 0;
  #steps = 0;
  #current: string | null = null;
  #guess: LiveState['guess'] = null;
  #story = 0;
  #isSceneDone = false;
  #last: readonly LoggedStep[] = [];
  #logError: string | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Calls the listener after each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  state(): LiveState {
    return {
      revision: this.#revision,
      steps: this.#steps,
      threads: this.#threads.map((thread) => thread.view()),
      current: this.#current,
      guess: this.#guess,
      story: this.#story,
      isSceneDone: this.#isSceneDone || lastActionOf(this.#story) === undefined,
      last: this.#last,
      logError: this.#logError,
      busy: this.#waiting > 0,
    };
  }

  /**
   * Does a step after those before it, and logs it.
   *
   * @throws {HeapwitnessError} `ERR_USAGE` when it cannot be done, or too many others wait
   */
  perform(step: Step): Promise<LoggedStep> {
    if (this.#waiting >= MOST_WAITING) {
      const message = `${MOST_WAITING} steps are waiting. Send the next one when they have been done.`;
      return Promise.reject(new HeapwitnessError('ERR_USAGE', message));
    }
    this.#waiting += 1;
    if (this.#waiting === 1) this.#changed();
    const done = this.#queue.then(() => this.#performNow(step));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Ends all threads, after the step that is being done. */
  async close(): Promise<void> {
    await this.#queue;
    await Promise.all(this.#threads.filter(({ running }) => running).map((thread) => thread.end()));
    await this.#options.log.close();
  }

  async #performNow(step: Step): Promise<LoggedStep> {
    const number = (this.#steps += 1);
    let failure: unknown = null;
    try {
      await this.#do(step, number);
    } catch (error) {
      failure = error;
    }
    const logged: LoggedStep = {
      number,
      at: new Date().toISOString(),
      step,
      counts: Object.fromEntries(this.#running().map(({ name, counts }) => [name, counts])),
      error: failure === null ? null : (failure as Error).message,
    };
    this.#last = [...this.#last, logged].slice(-SHOWN_STEPS);
    this.#logError = await this.#options.log.add(logged).then(
      () => null,
      (error: Error) => error.message,
    );
    this.#waiting -= 1;
    this.#changed();
    if (failure !== null) throw failure;
    return logged;
  }

  async #do(step: Step, number: number): Promise<void> {
    if (step.kind === 'guess') {
      this.#guess = { keys: step.keys, values: step.values, real: null };
    } else if (step.kind === 'story') {
      this.#story = step.at;
      this.#isSceneDone = false;
    } else {
      const thread = step.kind === 'start' ? await this.#start() : this.#running(step.thread)[0];
      this.#current = thread.name;
      await this.#operate(thread, step, number);
      if (thread.running) await thread.refresh(number);
      this.#isSceneDone ||= step.kind === lastActionOf(this.#story);
      this.#compareGuess(step, thread);
    }
  }

  /** A guess is compared with what the next collection leaves, and forgotten at the step after that. */
  #compareGuess({ kind }: Step, { counts }: LiveThread): void {
    if (this.#guess?.real === null) {
      if (kind === 'collect') this.#guess = { ...this.#guess, real: counts };
    } else if (kind !== 'collect') this.#guess = null;
  }

  async #operate(thread: LiveThread, step: Step, number: number): Promise<void> {
    switch (step.kind) {
      case 'requests':
        return thread.serve(step.count, step.how);
      case 'slot':
        return thread.callAt(step.slot, step.call);
      case 'miss':
        return thread.miss();
      case 'remove-all':
        return thread.removeAll();
      case 'collect':
        return thread.collect();
      case 'snapshot':
        return this.#snapshot(thread, number);
      case 'end':
        await thread.end();
        return this.#forgetEnded();
      default:
    }
  }

  async #start(): Promise<LiveThread> {
    const running = this.#threads.filter((thread) => thread.running);
    if (running.length >= MOST_RUNNING)
      throw new HeapwitnessError('ERR_USAGE', `${MOST_RUNNING} threads run already. End one of them first.`);
    const name = `pool-${this.#started + 1}`;
    const thread = await LiveThread.start(name, this.#options.signal, () => this.#changed());
    this.#started += 1;
    this.#threads.push(thread);
    return thread;
  }

  async #snapshot(thread: LiveThread, number: number): Promise<void> {
    const { folder } = this.#options;
    await thread.snapshot(folder, number);
    const file = thread.view().heap?.file;
    if (file !== undefined) this.#snapshots.push(file);
    const old = this.#snapshots.splice(0, Math.max(0, this.#snapshots.length - MOST_SNAPSHOTS));
    await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
  }

  /** The running threads, or the one of that name. */
  #running(name?: undefined): LiveThread[];
  #running(name: string): [LiveThread];
  #running(name?: string): LiveThread[] {
    const running = this.#threads.filter((thread) => thread.running);
    if (name === undefined) return running;
    const found = running.filter((thread) => thread.name === name);
    if (found.length > 0) return found;
    const ended = this.#threads.some((thread) => thread.name === name);
    const message = ended
      ? `The thread ${name} has ended. Start another one.`
      : `There is no thread "${name}". Running: ${running.map((thread) => thread.name).join(', ') || 'none'}.`;
    throw new HeapwitnessError('ERR_USAGE', message);
  }

  #forgetEnded(): void {
    const ended = this.#threads.filter((thread) => !thread.running);
    for (const old of ended.slice(0, -MOST_ENDED)) this.#threads.splice(this.#threads.indexOf(old), 1);
  }

  #changed(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** Returns what the last step of a scene does; undefined if it has none. */
function lastActionOf(scene: number): Step['kind'] | undefined {
  return STORY[scene]?.actions.at(-1)?.kind;
}
