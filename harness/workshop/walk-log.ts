import type { CallWalk } from './thread-local/internals.js';

/** The walks of the calls since the previous look into a worker. */
export interface LookWalks {
  /** Number of calls. */
  readonly count: number;
  /** The walks of the last ones, in the order of the calls. */
  readonly kept: readonly CallWalk[];
}

/** Maximum number of walks that are kept of one look. */
const MOST_KEPT = 8;

/** Collects walks until they are taken. */
export class WalkLog {
  #count = 0;
  #kept: CallWalk[] = [];

  add(walk: CallWalk): void {
    this.#count += 1;
    this.#kept.push(walk);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
  }

  /** Returns the walks since they were last taken, and keeps none of them. */
  take(): LookWalks {
    const taken = { count: this.#count, kept: this.#kept };
    this.#count = 0;
    this.#kept = [];
    return taken;
  }
}
