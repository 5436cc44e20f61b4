import { AsyncLocalStorage } from 'node:async_hooks';
import { Thread, ThreadLocal } from 'heapwitness/thread-local';

/** What is measured: nanoseconds per one of these. */
export const OPERATIONS = ['get', 'set', 'set+remove'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** How many keys have a value while they are used in turn. */
export const KEY_COUNTS = [1, 10, 1000] as const;

/** One measured loop: it does its operation so many times, on one key after the other. */
export type Loop = (times: number) => unknown;

/** Something that keeps a value for a key. */
export interface Subject {
  /** A loop for each operation that it has, over so many keys that all have a value. */
  readonly loops: (keys: number) => Partial<Record<Operation, Loop>>;
  /** Calls `body` in the surroundings to be measured. */
  readonly surround: (body: () => Promise<void>) => Promise<void>;
}

/** Keys come in an order that no hardware can guess; the length is a power of two. */
const ORDER = 4096;

class Key {
  readonly what = 'key';
}

function inOrder<T>(items: readonly T[]): T[] {
  let state = 1;
  return Array.from({ length: ORDER }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return items[(state >>> 8) % items.length]!;
  });
}

const plainly: Subject['surround'] = (body) => body();

function inThread(body: () => Promise<void>): Promise<void> {
  return new Thread('measured').run(body);
}

async function afterThreads(body: () => Promise<void>): Promise<void> {
  await new Thread('earlier').run(async () => {
    new ThreadLocal().set(1);
    await Promise.resolve();
  });
  await body();
}

async function afterAwait(body: () => Promise<void>): Promise<void> {
  await new Thread('measured').run(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    await body();
  });
}

function overMap(count: number): Record<Operation, Loop> {
  const keys = Array.from({ length: count }, () => new Key());
  const map = new Map(keys.map((key, at) => [key, at]));
  const order = inOrder(keys);
  return {
    get: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += map.get(order[i & (ORDER - 1)]!)!;
      return sum;
    },
    set: (times) => {
      for (let i = 0; i < times; i++) map.set(order[i & (ORDER - 1)]!, i);
    },
    'set+remove': (times) => {
      for (let i = 0; i < times; i++) {
        const key = order[i & (ORDER - 1)]!;
        map.set(key, i);
        map.delete(key);
      }
    },
  };
}

function overWeakMap(count: number): Record<Operation, Loop> {
  const keys = Array.from({ length: count }, () => new Key());
  const map = new WeakMap(keys.map((key, at) => [key, at]));
  const order = inOrder(keys);
  return {
    get: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += map.get(order[i & (ORDER - 1)]!)!;
      return sum;
    },
    set: (times) => {
      for (let i = 0; i < times; i++) map.set(order[i & (ORDER - 1)]!, i);
    },
    'set+remove': (times) => {
      for (let i = 0; i < times; i++) {
        const key = order[i & (ORDER - 1)]!;
        map.set(key, i);
        map.delete(key);
      }
    },
  };
}

function overThreadLocals(count: number): Record<Operation, Loop> {
  const locals = Array.from({ length: count }, () => new ThreadLocal<number>());
  for (const [at, local] of locals.entries()) local.set(at);
  const order = inOrder(locals);
  return {
    get: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += order[i & (ORDER - 1)]!.get()!;
      return sum;
    },
    set: (times) => {
      for (let i = 0; i < times; i++) order[i & (ORDER - 1)]!.set(i);
    },
    'set+remove': (times) => {
      for (let i = 0; i < times; i++) {
        const local = order[i & (ORDER - 1)]!;
        local.set(i);
        local.remove();
      }
    },
  };
}

const storage = new AsyncLocalStorage<Map<Key, number>>();

function overStorage(): Partial<Record<Operation, Loop>> {
  return {
    get: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += storage.getStore() === undefined ? 0 : 1;
      return sum;
    },
  };
}

function overStoredMap(count: number): Partial<Record<Operation, Loop>> {
  const keys = Array.from({ length: count }, () => new Key());
  const order = inOrder(keys);
  const map = storage.getStore()!;
  map.clear();
  for (const [at, key] of keys.entries()) map.set(key, at);
  return {
    get: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += storage.getStore()!.get(order[i & (ORDER - 1)]!)!;
      return sum;
    },
    set: (times) => {
      for (let i = 0; i < times; i++) storage.getStore()!.set(order[i & (ORDER - 1)]!, i);
    },
    'set+remove': (times) => {
      for (let i = 0; i < times; i++) {
        const key = order[i & (ORDER - 1)]!;
        storage.getStore()!.set(key, i);
        storage.getStore()!.delete(key);
      }
    },
  };
}

const inStorage = (body: () => Promise<void>): Promise<void> => storage.run(new Map(), body);

async function inStorageAfterAwait(body: () => Promise<void>): Promise<void> {
  await storage.run(new Map(), async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    await body();
  });
}

/** All subjects by name. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  Map: { loops: overMap, surround: plainly },
  WeakMap: { loops: overWeakMap, surround: plainly },
  'getStore()': { loops: overStorage, surround: inStorage },
  'getStore(), after await': { loops: overStorage, surround: inStorageAfterAwait },
  'Map in getStore()': { loops: overStoredMap, surround: inStorage },
  'Map in getStore(), after await': { loops: overStoredMap, surround: inStorageAfterAwait },
  'ThreadLocal, root': { loops: overThreadLocals, surround: plainly },
  'ThreadLocal, root, after threads': { loops: overThreadLocals, surround: afterThreads },
  'ThreadLocal, in Thread.run': { loops: overThreadLocals, surround: inThread },
  'ThreadLocal, in Thread.run, after await': { loops: overThreadLocals, surround: afterAwait },
};
