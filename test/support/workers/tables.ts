import { InheritableThreadLocal, Thread, ThreadLocal } from 'heapwitness/thread-local';

export { ThreadLocal } from 'heapwitness/thread-local';

/** What the thread-locals of this worker have for values. */
export class Value {
  readonly text = 'a value';
}

export class ExportedValue extends Value {
  readonly more = 1;
}

let keys: ThreadLocal<Value>[] = [];
const heldKeys: ThreadLocal<Value>[] = [];
const pool: Thread[] = [];
const hidden: Thread[] = [];
const others: unknown[] = [];

/** The threads that the walk is told of. */
export function threads(): Thread[] {
  return pool;
}

/** In the current thread: thread-locals whose keys are held, and others whose keys `dropKeys` lets go. */
export function fill({ held, dropped }: { held: number; dropped: number }): void {
  for (const [count, holder] of [
    [held, heldKeys],
    [dropped, keys],
  ] as const) {
    for (let more = 0; more < count; more++) {
      const key = new ThreadLocal<Value>();
      key.set(new Value());
      holder.push(key);
    }
  }
}

export function dropKeys(): void {
  keys = [];
}

/** A thread that stays, with thread-locals of its own; `strong`: its entries hold their keys strongly. */
export function startThread(options: {
  name: readonly string[];
  held: number;
  dropped: number;
  strong?: boolean;
  isHidden?: boolean;
}): void {
  const thread = new Thread(nameOf(options.name), { strongKeys: options.strong ?? false });
  void thread.run(() => {
    fill(options);
    return new Promise<never>(() => {});
  });
  (options.isHidden === true ? hidden : pool).push(thread);
}

/** One part is taken as it is; of several the text between the first and the last one's is cut out of their sum. */
function nameOf(parts: readonly string[]): string {
  let name = '';
  for (const part of parts) name += part;
  return name.startsWith('<') ? name.slice(1, -1) : name;
}

/** An inheritable thread-local of the current thread, whose key is held here. */
export function setInheritable(): void {
  const key = new InheritableThreadLocal<Value>();
  key.set(new Value());
  heldKeys.push(key);
}

/** Values that are no objects, each of a key that is held here. */
export function setPrimitives(): void {
  for (const value of [null, undefined, 0, 1.5, false, '', 'text']) {
    const key = new ThreadLocal<unknown>();
    key.set(value);
    heldKeys.push(key as ThreadLocal<Value>);
  }
}

/** A value that refers to its key, which nothing else holds. */
export function setHoldingKey(): void {
  const key = new ThreadLocal<Value & { readonly keyOfMine: unknown }>();
  key.set(Object.assign(new Value(), { keyOfMine: key }));
}

/** A value within a Map, of a key that is held here. */
export function setInMap(): void {
  const key = new ThreadLocal<unknown>();
  key.set(new Map([['one', new Value()]]));
  heldKeys.push(key as ThreadLocal<Value>);
}

/** Replaces the values of all held keys by new ones. */
export function replaceValues(): void {
  for (const key of heldKeys) key.set(new Value());
}

/** A read with a key that is dropped: it walks over the entries in its way, and stores `null`. */
export function readWithNewKeys(count: number): void {
  for (let more = 0; more < count; more++) new ThreadLocal<Value>().get();
}

/** What looks like the subject and is none of it. */
export function holdForeigners(): void {
  class Entry {
    readonly value = new WeakRef({});
  }
  const entry = new Entry();
  others.push(entry, [entry], { threadLocals: { table: [new Entry()] } }, 'Entry');
}

/** Values of a subclass that the module exports, in no table. */
export function holdExported(count: number): void {
  for (let more = 0; more < count; more++) others.push(new ExportedValue());
}

/** A subclass that the module does not export: the one thing that `v8.queryObjects` cannot tell from an instance. */
export function defineHiddenSubclass(): void {
  class HiddenValue extends Value {}
  others.push(HiddenValue);
}

/** A thread's table with a text and an array where entries are. */
export function spoilTable(): void {
  const table: unknown[] = Thread.currentThread().threadLocals?.table ?? [];
  const free = table.flatMap((entry, slot) => (entry === undefined ? [slot] : []));
  for (const [at, foreigner] of ['Entry', ['constructor']].entries())
    others.push((table[free[at] ?? 0] = foreigner));
}
