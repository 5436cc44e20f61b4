import { FIRST_LENGTH, homeSlot, isStale, peekHashCode } from '../thread-local/internals.js';
import { type MapEntry, Thread, ThreadLocal } from '../thread-local/index.js';

// The module of a thread of the live workshop's pool. Its exports are called one at a time, each in a job of its own, so
// that no key stays alive after a call except those that this module holds.

/** What a request leaves in a ThreadLocal. */
export class RequestContext {
  readonly request: number;

  constructor(request: number) {
    this.request = request;
  }
}

/**
 * How a request uses its ThreadLocal.
 *
 * - `not-removed`: a ThreadLocal of its own, which nobody holds afterwards, and no `remove()`
 * - `removed`: the same, with `remove()` in `finally`
 * - `set-null`: the same, with `set(null)` in `finally`
 * - `static-key`: one ThreadLocal for all requests, which this module holds, and no `remove()`
 */
export type RequestKind = 'not-removed' | 'removed' | 'set-null' | 'static-key';

const holder = new ThreadLocal<RequestContext | null>();
let served = 0;

/** Serves requests, one after the other. */
export function serve({ count, kind }: { count: number; kind: RequestKind }): void {
  for (let request = 0; request < count; request++) serveOne(kind);
}

function serveOne(kind: RequestKind): void {
  served += 1;
  const key = kind === 'static-key' ? holder : new ThreadLocal<RequestContext | null>();
  try {
    key.set(new RequestContext(served));
  } finally {
    if (kind === 'removed') key.remove();
    if (kind === 'set-null') key.set(null);
  }
}

/** What a call on the key in one slot found. */
export type SlotOutcome = 'called' | 'empty' | 'key-collected';

/** Calls `get`, `set` or `remove` of the key in a slot, if it is alive. */
export function callAt({ slot, call }: { slot: number; call: 'get' | 'set' | 'remove' }): SlotOutcome {
  const entry = table()[slot];
  if (entry === undefined) return 'empty';
  const key = keyOf(entry);
  if (key === undefined) return 'key-collected';
  if (call === 'get') key.get();
  if (call === 'remove') key.remove();
  if (call === 'set') {
    served += 1;
    key.set(new RequestContext(served));
  }
  return 'called';
}

/** Calls `remove()` of every key that is alive, in the order of their slots; returns the number of calls. */
export function removeAll(): number {
  const keys = table().flatMap((entry) => (entry === undefined ? [] : (keyOf(entry) ?? [])));
  for (const key of keys) key.remove();
  return keys.length;
}

/**
 * Calls `get()` of a new key that has no entry. Its home slot is that of the first stale entry, if there is one, so that
 * the search meets it. As in Java, such a `get()` stores an initial value: it leaves an entry of its own.
 */
export function getThatMisses(): void {
  const slots = table();
  const stale = slots.findIndex((entry) => entry !== undefined && isStale(entry));
  const wanted = Math.max(stale, 0);
  // Every key takes the next hash code; within as many keys as there are slots, each slot is the home of one.
  while (homeSlot(peekHashCode(), slots.length) !== wanted) void new ThreadLocal();
  new ThreadLocal().get();
}

function table(): readonly (MapEntry | undefined)[] {
  return Thread.currentThread().threadLocals?.table ?? Array.from<undefined>({ length: FIRST_LENGTH });
}

function keyOf(entry: MapEntry): ThreadLocal<RequestContext | null> | undefined {
  const key = entry instanceof WeakRef ? entry.deref() : entry.key;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this module sets values here
  return key as ThreadLocal<RequestContext | null> | undefined;
}
