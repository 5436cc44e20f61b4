import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { PerformanceObserver } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { finished, PassThrough } from 'node:stream';
import { MessageChannel, Worker } from 'node:worker_threads';

import { ThreadLocal, ThreadLocalMap } from 'heapwitness/thread-local';

class Leaked {
  readonly payload: number[];

  constructor(index: number) {
    this.payload = [index, index + 0.5];
  }
}

class OnUpdate extends Leaked {}
class InExternTable extends Leaked {}
class OnChange extends Leaked {}
class Sink extends PassThrough {}
class OnceOnly extends Leaked {}
class InObserver extends Leaked {}
class InBranch extends Leaked {}
class OnFinish extends Leaked {}
class InOnce extends Leaked {}
class InHandlers extends Leaked {}
class InInterval extends Leaked {}
class ClearedTimer extends Leaked {}
class InStore extends Leaked {}
class InRace extends Leaked {}
class InLongRace extends Leaked {}
class InOwnRace extends Leaked {}
class InAll extends Leaked {}
class InThen extends Leaked {}
class InAwait extends Leaked {}
class InArray extends Leaked {}
class InSet extends Leaked {}
class InMap extends Leaked {}
class InReloaded extends Leaked {}
class ByNumber extends Leaked {}
class ByObject extends Leaked {}
class InTags extends Leaked {}
class InTwoPlaces extends Leaked {}
class HalfInTwo extends Leaked {}
class SharedKey extends Leaked {
  key: unknown;
}
class OnServer extends Leaked {}
class ClosedPort extends Leaked {}
class AsMapKey extends Leaked {}
class InObject extends Leaked {}
class InList extends Leaked {
  next: InList | undefined;
}
class Stale extends Leaked {}
class OwnKey extends Leaked {
  key: unknown;
}
class InLive extends Leaked {}
class OnPort extends Leaked {}
class OnWorker extends Leaked {}
class InError extends Leaked {
  fail(): Error {
    return new Error(`never read ${this.payload[0]}`);
  }
}
class ReadError extends Leaked {}

const require = createRequire(import.meta.url);
/** Not compiled: it lies beside this file's source. */
const OLD = require.resolve('../../../../test/support/workers/old-module.cjs');
const emitter = new EventEmitter();
const target = new EventTarget();
const branches: unknown[] = [];
const awaited = new EventEmitter().setMaxListeners(0);
const piped = new PassThrough().setMaxListeners(0);
const lines = new PassThrough().setMaxListeners(0);
const unfinished = new PassThrough().setMaxListeners(0);
const handlers: (() => unknown)[] = [];
const timers: unknown[] = [];
const storage = new AsyncLocalStorage<unknown>();
const forRace = new Promise<void>(() => {});
const long = new Promise<void>(() => {});
const forOwnRace = new Promise<void>(() => {});
const forAll = new Promise<void>(() => {});
const forThen = new Promise<void>(() => {});
const forAwait = new Promise<void>(() => {});
const list: unknown[] = [];
/** Node's types leave it to the browser's. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { Table: new (options: { element: 'externref'; initial: number }) => ExternTable };
};

interface ExternTable {
  readonly length: number;
  grow(more: number): void;
  set(index: number, value: unknown): void;
}

const externs = new WebAssembly.Table({ element: 'externref', initial: 0 });
const numbers: number[] = [];
const seen = new Set<unknown>();
const byText = new Map<string, unknown>();
const byObject = new Map<object, number>();
const byNumber = new Map<number, unknown>();
const valuesByObject = new Map<object, unknown>();
/** A Set by another name. */
class Tags extends Set<unknown> {}
const tags = new Tags();
const firstPlace: unknown[] = [];
const secondPlace = new Set<unknown>();
const thirdPlace: unknown[] = [];
const fourthPlace = new Set<unknown>();
const ports: unknown[] = [];
const callers: unknown[] = [];
let lastBytes: ArrayBuffer | undefined;
const lookup: Record<string, unknown> = {};
/** Large enough to keep its table. */
const SLOTS = 64;
const stales = new ThreadLocalMap(SLOTS);
const owners = new ThreadLocalMap(SLOTS);
const shared = new ThreadLocalMap(SLOTS);
const lives = new ThreadLocalMap(SLOTS);
const keys: unknown[] = [];
const pieces: string[] = [];
const wholes: string[] = [];
/** Without a prototype, so that V8 keeps the names of their properties in a table from the start. */
const tallies = [0, 1, 2].map(() => Object.create(null) as Record<string, number>);
const made: unknown[] = [];
const errors: unknown[] = [];
const used: unknown[] = [];
let head: InList | undefined;

const plants: Readonly<Record<string, (index: number) => unknown>> = {
  OnUpdate: (index) => {
    const context = new OnUpdate(index);
    emitter.on('update', function onUpdate() {
      used.push(context);
    });
  },
  OnChange: (index) => {
    const context = new OnChange(index);
    target.addEventListener('change', () => used.push(context));
  },
  OnceOnly: (index) => {
    const context = new OnceOnly(index);
    emitter.once('done', function onDone() {
      used.push(context);
    });
  },
  OnFinish: (index) => {
    const context = new OnFinish(index);
    finished(unfinished, function onFinish() {
      used.push(context);
    });
  },
  InOnce: (index) => void waitForEvent(new InOnce(index)),
  InObserver: (index) => {
    const context = new InObserver(index);
    new PerformanceObserver(() => used.push(context)).observe({ entryTypes: ['measure'] });
  },
  InBranch: async (index) => {
    const context = new InBranch(index);
    const [read, unread] = new ReadableStream<unknown>({
      start: (controller) => controller.enqueue(context),
    }).tee();
    await read.getReader().read();
    branches.push(unread);
  },
  Interface: () => {
    createInterface({ input: lines }).on('line', (line) => used.push(line));
  },
  Sink: () => piped.pipe(new Sink()),
  InHandlers: (index) => {
    const context = new InHandlers(index);
    handlers.push(() => context);
  },
  InInterval: (index) => {
    const context = new InInterval(index);
    setInterval(() => used.push(context), 3_600_000).unref();
  },
  ClearedTimer: (index) => {
    const context = new ClearedTimer(index);
    const timer = setTimeout(() => used.push(context), 60_000);
    clearTimeout(timer);
    timers.push(Object.assign(timer, { context }));
  },
  InStore: (index) => {
    storage.run(new InStore(index), () => setTimeout(() => {}, 1_800_000).unref());
  },
  InRace: (index) => Promise.race([forRace, settled(new InRace(index))]),
  InOwnRace: (index) =>
    new Promise<unknown>((resolve, reject) => {
      forOwnRace.then(resolve, reject);
      resolve(new InOwnRace(index));
    }),
  InAll: (index) => void Promise.all([forAll, settled(new InAll(index))]),
  InThen: (index) => {
    const context = new InThen(index);
    void forThen.then(() => used.push(context));
  },
  InAwait: (index) => void waitFor(new InAwait(index)),
  InArray: (index) => list.push(new InArray(index)),
  InExternTable: (index) => {
    externs.grow(1);
    externs.set(externs.length - 1, new InExternTable(index));
  },
  InNumbers: (index) => numbers.push(index),
  InSet: (index) => seen.add(new InSet(index)),
  InMap: (index) => byText.set(`user-${index}`, new InMap(index)),
  ByNumber: (index) => byNumber.set(index, new ByNumber(index)),
  ByObject: (index) => valuesByObject.set({ index }, new ByObject(index)),
  InTags: (index) => tags.add(new InTags(index)),
  InTwoPlaces: (index) => {
    const both = new InTwoPlaces(index);
    firstPlace.push(both);
    secondPlace.add(both);
  },
  HalfInTwo: (index) => {
    const both = new HalfInTwo(index);
    thirdPlace.push(both);
    if (index % 2 === 0) fourthPlace.add(both);
  },
  AsMapKey: (index) => byObject.set(new AsMapKey(index), index),
  InObject: (index) => (lookup[`request ${index}`] = new InObject(index)),
  InList: (index) => {
    const next = head;
    head = new InList(index);
    head.next = next;
  },
  Stale: (index) => stales.set(new ThreadLocal(), new Stale(index)),
  OwnKey: (index) => {
    const key = new ThreadLocal<OwnKey>();
    const value = new OwnKey(index);
    value.key = key;
    owners.set(key, value);
  },
  SharedKey: (index) => {
    const key = new ThreadLocal<SharedKey>();
    const value = new SharedKey(index);
    value.key = key;
    keys.push(key);
    shared.set(key, value);
  },
  InLive: (index) => {
    const key = new ThreadLocal<unknown>();
    keys.push(key);
    lives.set(key, new InLive(index));
  },
  OnPort: (index) => {
    const context = new OnPort(index);
    const { port1 } = new MessageChannel();
    port1.on('message', () => used.push(context));
    port1.unref();
  },
  ClosedPort: (index) => {
    const { port1 } = new MessageChannel();
    port1.close();
    ports.push(Object.assign(port1, { context: new ClosedPort(index) }));
  },
  OnServer: (index) => {
    const context = new OnServer(index);
    return new Promise((resolve) => {
      createServer(() => used.push(context))
        .listen(0, () => resolve(undefined))
        .unref();
    });
  },
  OnWorker: (index) => {
    const context = new OnWorker(index);
    const worker = new Worker('setInterval(() => {}, 1e6)', { eval: true });
    worker.on('message', () => used.push(context));
    worker.unref();
  },
  InSlice: (index) => pieces.push(wholeText(index).slice(100, 160)),
  InTallies: (index) => {
    const tally = tallies[index % tallies.length];
    if (tally !== undefined) tally[`name ${index}`] = index;
  },
  InWhole: (index) => wholes.push(wholeText(index)),
  InError: (index) => errors.push(new InError(index).fail()),
  ReadError: (index) => {
    const error = Object.assign(new Error('read'), { context: new ReadError(index) });
    used.push(error.stack?.length);
    errors.push(error);
  },
  MadeClass: (index) => {
    class MadeClass {
      readonly index = index;
    }
    return made.push(new MadeClass());
  },
  // eslint-disable-next-line no-new-func, no-implied-eval
  MadeFunction: (index) => callers.push(new Function(`return function madeAnew() { return ${index}; }`)()),
  InReloaded: (index) => {
    delete require.cache[OLD];
    (require(OLD) as { remember(value: unknown): void }).remember(new InReloaded(index));
  },
  InBytes: () => {
    lastBytes = Object.assign(new ArrayBuffer(64), { before: lastBytes });
  },
};

let planted = 0;

/** Plants so many of every kind of leak, and reports their names. */
export async function plantAll(count: number): Promise<string[]> {
  for (const end = planted + count; planted < end; planted++) {
    for (const plant of Object.values(plants)) await plant(planted);
    await import(`./made-again.js?number=${planted}`);
  }
  return Object.keys(plants);
}

/** Races so often against one promise that does not settle. */
export async function raceOften(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await Promise.race([long, settled(new InLongRace(index))]);
}

function settled<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => setImmediate(() => resolve(value)));
}

async function waitFor(context: unknown): Promise<void> {
  await forAwait;
  used.push(context);
}

async function waitForEvent(context: unknown): Promise<void> {
  await once(awaited, 'ready');
  used.push(context);
}

function wholeText(index: number): string {
  return JSON.stringify(Array.from({ length: 2000 }, (_, at) => index * at));
}

/** Reaches whatever only the module's own variables hold. */
export function use(): unknown {
  return [
    emitter,
    target,
    awaited,
    branches,
    piped,
    lines,
    unfinished,
    handlers,
    timers,
    list,
    externs,
    numbers,
    seen,
    byText,
    byObject,
    lookup,
    keys,
    pieces,
    tallies,
    wholes,
    made,
    errors,
    byNumber,
    valuesByObject,
    tags,
    firstPlace,
    secondPlace,
    thirdPlace,
    fourthPlace,
    ports,
    callers,
    lastBytes,
    used,
    head,
    shared,
    [stales, owners, lives],
  ];
}
