import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';

import { ThreadLocal } from 'heapwitness/thread-local';

/** Not compiled: it lies beside this file's source. */
const old = createRequire(import.meta.url)('../../../../test/support/workers/old-module.cjs') as {
  list: unknown[];
  remember(value: unknown): void;
};

/** What each kind of leak leaves behind: a class of its own per kind, so that a snapshot tells them apart. */
class Leaked {
  readonly payload: number[];

  constructor(index: number) {
    this.payload = [index, index + 0.5];
  }
}

/** How many objects of each kind are planted. */
export const PLANTED = 3;

const keep: unknown[] = [];

/** Plants every kind of leak, and reports what there is. */
export function plantAll(): string[] {
  for (const [name, plant] of Object.entries(kinds)) {
    for (let index = 0; index < PLANTED; index++) plant(index);
    names.push(name);
  }
  return names;
}

const names: string[] = [];

class InArray extends Leaked {}
class InMap extends Leaked {}
class AsMapKey extends Leaked {}
class InSet extends Leaked {}
class InObject extends Leaked {}
class OnGlobal extends Leaked {}
class InClosure extends Leaked {}
class InStatic extends Leaked {}
class InWeakMap extends Leaked {}
class InList extends Leaked {
  next: InList | undefined;
}
class OnProcess extends Leaked {}
class OnEmitter extends Leaked {}
class OnTarget extends Leaked {}
class OnSignal extends Leaked {}
class InInterval extends Leaked {}
class InTimeout extends Leaked {}
class InStore extends Leaked {}
class InPromise extends Leaked {}
class InHook extends Leaked {}
class InStream extends Leaked {}
class InPrivate extends Leaked {}
class InSuspended extends Leaked {}
class InBound extends Leaked {}
class InSymbol extends Leaked {}
class InNested extends Leaked {}
class InTwoPlaces extends Leaked {}
class InThreadLocal extends Leaked {}
class ByName extends Leaked {}
class InExport extends Leaked {}
class InCommonJs extends Leaked {}
class InCommonJsExport extends Leaked {}

/** A module's variable that others import lives in a cell, not in the module's context. */
export const exported: unknown[] = [];

const array: unknown[] = [];
const firstPlace: unknown[] = [];
const secondPlace = new Map<number, unknown>();
const named: Record<string, unknown> = {};
const byUser = new Map<string, unknown>();
const byObject = new Map<unknown, number>();
const seen = new Set<unknown>();
const lookup: Record<string, unknown> = {};
const callbacks: (() => unknown)[] = [];
const emitter = new EventEmitter();
const target = new EventTarget();
const controller = new AbortController();
const application = { name: 'app' };
const secrets = new WeakMap<object, unknown[]>([[application, []]]);
const storage = new AsyncLocalStorage<unknown>();
const never = new Promise<void>(() => {});
const REGISTRY = Symbol('registry');
const withSymbol: { [REGISTRY]?: unknown[] } = {};
let head: InList | undefined;

class Registry {
  static readonly #instances: unknown[] = [];
  static readonly entries: unknown[] = [];
  readonly #hidden: unknown[] = [];

  add(value: unknown): void {
    this.#hidden.push(value);
  }

  static hide(value: unknown): void {
    Registry.#instances.push(value);
  }
}
const registry = new Registry();

class Service {
  readonly cache = new Map<string, { session: unknown }>();
}
const service = new Service();

const kinds: Record<string, (index: number) => void> = {
  InArray: (index) => void array.push(new InArray(index)),
  InMap: (index) => void byUser.set(`user-${index}`, new InMap(index)),
  AsMapKey: (index) => void byObject.set(new AsMapKey(index), index),
  InSet: (index) => void seen.add(new InSet(index)),
  InObject: (index) => void (lookup[`request ${index}`] = new InObject(index)),
  OnGlobal: (index) => {
    const place = globalThis as { leakedOnGlobal?: unknown[] };
    (place.leakedOnGlobal ??= []).push(new OnGlobal(index));
  },
  InClosure: (index) => {
    const captured = new InClosure(index);
    callbacks.push(function handle() {
      return captured;
    });
  },
  InStatic: (index) => void Registry.entries.push(new InStatic(index)),
  InWeakMap: (index) => void secrets.get(application)?.push(new InWeakMap(index)),
  InList: (index) => {
    const first = new InList(index);
    first.next = head;
    head = first;
  },
  OnProcess: (index) => {
    const context = new OnProcess(index);
    process.on('warning', function onWarning() {
      keep.push(context);
    });
  },
  OnEmitter: (index) => {
    const context = new OnEmitter(index);
    emitter.on('update', () => keep.push(context));
  },
  OnTarget: (index) => {
    const context = new OnTarget(index);
    target.addEventListener('change', () => keep.push(context));
  },
  OnSignal: (index) => {
    const context = new OnSignal(index);
    controller.signal.addEventListener('abort', () => keep.push(context));
  },
  InInterval: (index) => {
    const context = new InInterval(index);
    setInterval(() => keep.push(context), 3_600_000).unref();
  },
  InTimeout: (index) => {
    const context = new InTimeout(index);
    setTimeout(() => keep.push(context), 7_200_000).unref();
  },
  InStore: (index) => {
    storage.run({ request: new InStore(index) }, () => setTimeout(() => {}, 1_800_000).unref());
  },
  InPromise: (index) => {
    const context = new InPromise(index);
    void never.then(() => keep.push(context));
  },
  InHook: (index) => {
    const context = new InHook(index);
    createHook({ before: () => void unused.push(context.payload) }).enable();
  },
  InStream: (index) => {
    const stream = new PassThrough({ objectMode: true });
    stream.write(new InStream(index));
    streams.push(stream);
  },
  InPrivate: (index) => {
    registry.add(new InPrivate(index));
    Registry.hide(new InPrivate(index + 100));
  },
  InSuspended: (index) => void waitFor(new InSuspended(index)),
  InBound: (index) => void callbacks.push(method.bind(new InBound(index))),
  InSymbol: (index) => void (withSymbol[REGISTRY] ??= []).push(new InSymbol(index)),
  InExport: (index) => void exported.push(new InExport(index)),
  InCommonJs: (index) => old.remember(new InCommonJs(index)),
  InCommonJsExport: (index) => void old.list.push(new InCommonJsExport(index)),
  InTwoPlaces: (index) => {
    const both = new InTwoPlaces(index);
    firstPlace.push(both);
    secondPlace.set(index, both);
  },
  InThreadLocal: (index) => new ThreadLocal<InThreadLocal>().set(new InThreadLocal(index)),
  ByName: (index) => void (named[['alpha', 'beta', 'gamma'][index] ?? ''] = new ByName(index)),
  InNested: (index) => void service.cache.set(`id-${index}`, { session: new InNested(index) }),
};

const streams: unknown[] = [];
const unused: unknown[] = [];

class Made extends Leaked {}
const made: Made[] = [];

/** Makes objects by a call of a call. */
export function makeMany(count: number): void {
  for (let index = 0; index < count; index++) makeOne(index);
}

class Logged {
  readonly at: number = performance.now();
}

/** Logs as many fresh objects, without a word on any stream. */
export function logMany(count: number): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  for (let index = 0; index < count; index++) console.log(new Logged());
  process.stdout.write = write;
}

function makeOne(index: number): void {
  made.push(new Made(index));
}

async function waitFor(context: unknown): Promise<void> {
  await never;
  keep.push(context);
}

function method(this: unknown): unknown {
  return this;
}

/** Reaches whatever only the module's own variables hold. */
export function use(): unknown {
  return [
    array,
    firstPlace,
    secondPlace,
    named,
    byUser,
    byObject,
    seen,
    lookup,
    callbacks,
    head,
    registry,
    service,
    withSymbol,
    streams,
  ];
}
