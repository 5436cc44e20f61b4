import { markCollected } from '../../harness/workshop/thread-local/internals.js';
import { Player } from './player.js';
import {
  compareStates,
  describeState,
  type Difference,
  fnv1a,
  RecordedTable,
  readTable,
} from './table-state.js';
import type { MapEntry } from 'heapwitness/thread-local';
import type { Trace } from './trace.js';

/** An operation after which the port is not as the recording says. */
export interface Mismatch extends Difference {
  readonly trace: string;
  /** Index of the operation, from 0. */
  readonly index: number;
  /** The operation, as JSON. */
  readonly operation: string;
}

/** What came of replaying one trace. */
export interface Replayed {
  /** How many operations the trace has. */
  readonly operations: number;
  /** At most one for an operation. Those after the first are often its consequences. */
  readonly mismatches: readonly Mismatch[];
}

/** Replays a trace; a key that was collected is one whose entry is marked as cleared. */
export function replayTrace(trace: Trace): Replayed {
  const replay = new Replay(trace);
  for (let index = 0; index < trace.ops.length; index++) {
    const collected = replay.play(index);
    if (collected !== undefined) markCollected(collected);
    if (!replay.check(index)) break;
  }
  return replay.outcome();
}

/** Replays a trace with real collections: `untilStale` resolves when the engine has cleared the entry's reference. */
export async function replayCollecting(
  trace: Trace,
  untilStale: (entry: MapEntry) => Promise<void>,
): Promise<Replayed> {
  const replay = new Replay(trace);
  for (let index = 0; index < trace.ops.length; index++) {
    const collected = replay.play(index);
    if (collected !== undefined) await untilStale(collected);
    if (!replay.check(index)) break;
  }
  return replay.outcome();
}

/** A trace on its way: play an operation, let its key be collected, check the table, and so on. */
class Replay {
  private readonly trace: Trace;
  private readonly player: Player;
  private readonly recorded: RecordedTable = new RecordedTable();
  private readonly mismatches: Mismatch[] = [];
  private result: number | null = null;
  private failure: unknown = undefined;

  constructor(trace: Trace) {
    this.trace = trace;
    this.player = new Player(trace);
  }

  play(index: number): MapEntry | undefined {
    try {
      const operation = this.trace.ops[index];
      if (operation !== undefined) this.result = this.player.play(operation);
    } catch (error) {
      this.failure = error;
    }
    return this.player.collected;
  }

  /** Compares the port with the recording; answers whether there is sense in going on. */
  check(index: number): boolean {
    const difference = this.failure === undefined ? this.differenceAt(index) : describeFailure(this.failure);
    if (difference !== undefined) {
      const operation = this.trace.ops[index]?.text ?? 'none';
      this.mismatches.push({ trace: this.trace.id, index, operation, ...difference });
    }
    // Tables of different lengths have no slots in common; and one that only grows would take all memory.
    return this.failure === undefined && difference?.where !== 'length';
  }

  outcome(): Replayed {
    this.player.thread.exit();
    return { operations: this.trace.ops.length, mismatches: this.mismatches };
  }

  private differenceAt(index: number): Difference | undefined {
    const { trace, player } = this;
    const state = trace.states[index];
    if (state === undefined) return { where: 'states', expected: 'a recorded state', got: 'none' };
    const got = readTable(player.map, this.result, player.numberOf);
    return (
      compareStates(this.recorded.advance(state), got) ??
      this.hashDifference(index) ??
      differ('fnv', trace.fnv?.[index], () => fnv1a(describeState(got)))
    );
  }

  private hashDifference(index: number): Difference | undefined {
    const operation = this.trace.ops[index];
    const key = operation?.operands[0];
    if (operation?.name !== 'n' || key === undefined) return undefined;
    return differ('hash code', this.trace.hashes[key], () => this.player.key(key).threadLocalHashCode);
  }
}

function differ(where: string, expected: number | undefined, read: () => number): Difference | undefined {
  if (expected === undefined) return undefined;
  const got = read();
  return expected === got ? undefined : { where, expected: String(expected), got: String(got) };
}

function describeFailure(failure: unknown): Difference {
  return { where: 'the operation itself', expected: 'no error', got: String(failure) };
}
