import { AsyncResource } from 'node:async_hooks';
import {
  InheritableThreadLocal,
  type MapEntry,
  Thread,
  ThreadLocal,
  type ThreadLocalMap,
} from 'heapwitness/thread-local';
import * as internals from '../../harness/workshop/thread-local/internals.js';
import type { Operation, OperationName, Trace } from './trace.js';

type Key = ThreadLocal<number | null>;
type Step = (player: Player, operation: Operation) => number | null;

/** Bits of a key's kind, as the recordings' README has them. */
const HAS_INITIAL_VALUE = 1;
const HAS_CHILD_VALUE = 2;
const CHILD_VALUE_STEP = 1_000_000;

/** Plays the operations of one trace on the port. It alone holds the keys, until the trace says one was collected. */
export class Player {
  /** A key's number by its serial number: tells keys apart without holding them. */
  readonly numberOf: Map<number, number> = new Map<number, number>();
  /** The thread that the trace is in. */
  thread: Thread;
  /** The entry whose key the last operation collected, if the map had one. Stale once the caller has seen to it. */
  collected: MapEntry | undefined;
  readonly keys: Array<Key | undefined> = [];
  private readonly inheritable: boolean;
  private scope: AsyncResource;

  constructor(trace: Trace) {
    this.inheritable = trace.mode === 'inheritable';
    this.thread = freshThread();
    this.scope = startThread(this.thread);
    internals.resetHashCode(trace.hashBase);
  }

  /** The map that the trace records. */
  get map(): ThreadLocalMap | null {
    return this.inheritable ? this.thread.inheritableThreadLocals : this.thread.threadLocals;
  }

  /** Does one operation in the trace's thread and answers its result. */
  play(operation: Operation): number | null {
    this.collected = undefined;
    return this.scope.runInAsyncScope(steps[operation.name], undefined, this, operation);
  }

  /** Makes the next key. */
  create(number: number, kind: number, skip: number): void {
    internals.skipHashCodes(skip);
    const key = this.inheritable ? new RecordedInheritable(number, kind) : makePlainKey(number, kind);
    this.keys[number] = key;
    this.numberOf.set(key.threadLocalSerial, number);
  }

  /** Gives a key up, and notes its entry in the present map. */
  drop(number: number): void {
    const serial = this.key(number).threadLocalSerial;
    this.collected = this.map?.table.find((entry) => entry?.serial === serial);
    this.keys[number] = undefined;
  }

  key(number: number): Key {
    const key = this.keys[number];
    if (key === undefined) throw new Error(`key ${number} does not exist`);
    return key;
  }

  /** Ends the present thread and goes on in another one. */
  enter(next: Thread): void {
    this.thread.exit();
    this.thread = next;
    this.scope = startThread(next);
  }
}

const steps: Readonly<Record<OperationName, Step>> = {
  n: (player, { operands: [key = 0, kind = 0, skip = 0] }) => answerNull(player.create(key, kind, skip)),
  s: (player, { operands: [key = 0], value }) => answerNull(player.key(key).set(value)),
  g: (player, { operands: [key = 0] }) => player.key(key).get(),
  r: (player, { operands: [key = 0] }) => answerNull(player.key(key).remove()),
  c: (player, { operands: [key = 0] }) => answerNull(player.drop(key)),
  x: (player) => answerNull(player.enter(freshThread())),
  f: (player) => answerNull(player.enter(new Thread('child'))),
  E: (player) => onMap(player, (map) => answerNull(internals.expungeAll(map))),
  R: (player) => onMap(player, (map) => answerNull(internals.rehash(map))),
  Z: (player) => onMap(player, (map) => answerNull(internals.grow(map))),
  G: (player, { operands: [key = 0] }) =>
    onMap(player, (map) => (map.getEntry(player.key(key)) === undefined ? 0 : 1)),
  X: (player, { operands: [position = 0] }) =>
    onMap(player, (map) => {
      const slot = pickSlot(map, position, true);
      return slot === -1 ? -1 : internals.expungeRun(map, slot);
    }),
  C: (player, { operands: [position = 0, control = 0] }) =>
    onMap(player, (map) => {
      const slot = pickSlot(map, position, false);
      return slot === -1 ? -1 : Number(internals.scanSomeSlots(map, slot, control));
    }),
};

/** The slot at a position, modulo their number, of the slots that are stale, or of those that are not; or −1. */
function pickSlot(map: ThreadLocalMap, position: number, stale: boolean): number {
  const slots = [...map.table.keys()].filter((slot) => {
    const entry = map.table[slot];
    return (entry !== undefined && entry.deref() === undefined) === stale;
  });
  return slots[position % slots.length] ?? -1;
}

function onMap(player: Player, act: (map: ThreadLocalMap) => number | null): number | null {
  return player.map === null ? null : act(player.map);
}

function answerNull(_done: void): null {
  return null;
}

function freshThread(): Thread {
  return new Thread('trace', { inheritThreadLocals: false, strongKeys: false });
}

/** Starts a thread that stays current, till someone ends it, for what is run in the scope that is answered. */
function startThread(thread: Thread): AsyncResource {
  const scopes: AsyncResource[] = [];
  void thread.run(() => {
    scopes.push(new AsyncResource('TRACE'));
    return new Promise<never>(() => {});
  });
  const [scope] = scopes;
  if (scope === undefined) throw new Error('Thread.run() did not call its function');
  return scope;
}

function makePlainKey(number: number, kind: number): Key {
  return (kind & HAS_INITIAL_VALUE) === 0
    ? new ThreadLocal<number | null>()
    : ThreadLocal.withInitial<number | null>(initialValues(number));
}

/** What a key's calls for an initial value answer: −(1000 × number + n) for the n-th. */
function initialValues(number: number): () => number {
  let calls = 0;
  return () => {
    calls += 1;
    return -(1000 * number + calls);
  };
}

class RecordedInheritable extends InheritableThreadLocal<number | null> {
  private readonly kind: number;
  private readonly nextInitialValue: () => number;

  constructor(number: number, kind: number) {
    super();
    this.kind = kind;
    this.nextInitialValue = initialValues(number);
  }

  protected override initialValue(): number | null {
    return (this.kind & HAS_INITIAL_VALUE) === 0 ? null : this.nextInitialValue();
  }

  protected override childValue(parentValue: number | null): number | null {
    return (this.kind & HAS_CHILD_VALUE) === 0 || parentValue === null
      ? parentValue
      : parentValue + CHILD_VALUE_STEP;
  }
}
