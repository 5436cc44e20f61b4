import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { EventEmitter, on, once, setMaxListeners } from 'node:events';
import { finished, PassThrough } from 'node:stream';
import { deprecate, promisify } from 'node:util';
import { runInThisContext } from 'node:vm';

class Leaked {
  readonly payload: number[];

  constructor(index: number) {
    this.payload = [index, index + 0.5];
  }
}

class OfWaiting extends Leaked {
  fail(): Error {
    return new Error(`timed out ${this.payload[0]}`);
  }
}
class Attempt extends Leaked {
  before: unknown;

  fail(): Error {
    return new Error(`attempt ${this.payload[0]}`);
  }
}
class OfOnce extends Leaked {
  async wait(): Promise<void> {
    await once(awaited, 'ready');
    used.push(this);
  }
}
class OfLoop extends Leaked {
  async listen(): Promise<void> {
    for await (const [message] of on(looped, 'message')) used.push(this, message);
  }
}
class OfTarget extends Leaked {}
class OfBound extends Leaked {}
class OfScope extends Leaked {}
class OfDeprecated extends Leaked {}
class OfTwice extends Leaked {}
class OfPromisified extends Leaked {}
class OfFinished extends Leaked {}
class Chunk extends Leaked {}
class OfTee extends Leaked {}
class OfStream extends Leaked {}
class OfHash extends Leaked {}
class OwnTarget extends Leaked {}
class OfToken extends Leaked {}
class OtherTarget extends Leaked {}
class Call extends Leaked {}
class Profile extends Leaked {}
class Member extends Leaked {}
class Absent extends Leaked {}
/** Not an entry of a `ThreadLocalMap`. */
class Entry {
  readonly key: object;
  readonly value: Leaked;

  constructor(index: number) {
    this.key = [index];
    this.value = new Leaked(index);
  }
}

/** Classes of a package. */
const { Task, Job } = runInThisContext(
  'class Task { payload = [1.5]; }\nclass Job { payload = [1.5]; }\n({ Task, Job });',
  { filename: 'file:///app/node_modules/tasks/index.js' },
) as Readonly<Record<'Task' | 'Job', new () => object>>;
const tasks: unknown[] = [];
const entries: unknown[] = [];
/** With a list that is not a variable of any module. */
const everywhere = Object.assign(globalThis, { jobs: [] as unknown[] });

const waiting: unknown[] = [];
const used: unknown[] = [];
const storage = new AsyncLocalStorage<unknown>();
const awaited = new EventEmitter().setMaxListeners(0);
const looped = new EventEmitter().setMaxListeners(0);
const target = new EventTarget();
setMaxListeners(0, target);
const bound = new EventEmitter().setMaxListeners(0);
const scoped = new EventEmitter().setMaxListeners(0);
const deprecated = new EventEmitter().setMaxListeners(0);
const twice = new EventEmitter().setMaxListeners(0);
const promisified = new EventEmitter().setMaxListeners(0);
const ownTargets = new FinalizationRegistry<() => unknown>((cleanup) => cleanup());
const byTokens = new FinalizationRegistry<() => unknown>((cleanup) => cleanup());
const otherTargets = new FinalizationRegistry<unknown>((value) => used.push(value));
const kept: unknown[] = [];
const branches: unknown[] = [];
const streams: unknown[] = [];
const hashes: unknown[] = [];
let source: ReadableStreamDefaultController<unknown> | undefined;
const [readBranch, unreadBranch] = new ReadableStream<unknown>({
  start: (controller) => void (source = controller),
}).tee();
const reader = readBranch.getReader();
const bySymbol: Record<symbol, unknown> = {};
const byName: Record<string, unknown> = {};
class Board {
  [name: symbol]: unknown;
}
const board = new Board();
const flags: Record<symbol, unknown> = {};
const calls = new Map<number, unknown>();
const profiles = new Map<string, unknown>();
const members = new Set<unknown>();
const absent = new Map<string, unknown>();
const unfinished = new PassThrough().setMaxListeners(0);
let attempt: { readonly error: Error } | undefined;

const plants: Readonly<Record<string, (index: number) => unknown>> = {
  OfWaiting: (index) => waiting.push({ index, error: new OfWaiting(index).fail() }),
  Attempt: (index) => {
    const next = new Attempt(index);
    next.before = attempt;
    attempt = { error: next.fail() };
  },
  OfOnce: (index) => void new OfOnce(index).wait(),
  OfLoop: (index) => void new OfLoop(index).listen(),
  OfTarget: (index) => {
    const context = new OfTarget(index);
    void once(target, 'change').then(function onChange() {
      return used.push(context);
    });
  },
  OfBound: (index) => {
    const context = new OfBound(index);
    storage.run({ index }, () =>
      bound.on(
        'tick',
        AsyncResource.bind(() => used.push(context)),
      ),
    );
  },
  OfScope: (index) => {
    const context = new OfScope(index);
    const resource = new AsyncResource('request');
    scoped.on(
      'tick',
      resource.runInAsyncScope.bind(resource, function onTick() {
        used.push(context);
      }),
    );
  },
  OfDeprecated: (index) => {
    const context = new OfDeprecated(index);
    deprecated.on(
      'tick',
      deprecate(() => used.push(context), 'old'),
    );
  },
  OfTwice: (index) => {
    const context = new OfTwice(index);
    const both = AsyncResource.bind(deprecate(() => used.push(context), 'old'));
    twice.once('tick', both);
  },
  OfPromisified: (index) => {
    const context = new OfPromisified(index);
    const listener: unknown = promisify((done: () => void) => {
      used.push(context);
      done();
    });
    promisified.on('tick', listener as () => void);
  },
  OwnTarget: (index) => {
    const context = new OwnTarget(index);
    ownTargets.register(context, () => used.push(context));
  },
  OfToken: (index) => {
    const context = new OfToken(index);
    byTokens.register(context, () => used.push(context), context);
  },
  OtherTarget: (index) => {
    const registered = { index };
    kept.push(registered);
    otherTargets.register(registered, new OtherTarget(index));
  },
  Properties: (index) => {
    bySymbol[Symbol(`symbol ${index}`)] = { index };
    byName[`name ${index}`] = { index };
    board[Symbol(`symbol ${index}`)] = { index };
    flags[Symbol(`symbol ${index}`)] = true;
  },
  Deleted: (index) => {
    for (let at = 4 * index; at < 4 * index + 4; at++) {
      const member = new Member(at);
      calls.set(at, new Call(at));
      profiles.set(`User ${at}`, new Profile(at));
      members.add(member);
      if (at % 4 === 0) continue;
      calls.delete(at);
      profiles.delete(`User ${at}`);
      members.delete(member);
    }
    absent.set(`name ${index}`, index % 4 === 0 ? new Absent(index) : undefined);
  },
  OfPackage: () => {
    tasks.push(new Task());
    everywhere.jobs.push(new Job());
  },
  Entry: (index) => entries.push(new Entry(index)),
  Chunk: async (index) => {
    source?.enqueue(new Chunk(index));
    await reader.read();
  },
  OfTee: async (index) => {
    const [read, unread] = new ReadableStream<unknown>({
      start: (controller) => {
        controller.enqueue(new OfTee(index));
        controller.close();
      },
    }).tee();
    await read.getReader().read();
    branches.push(unread);
  },
  OfStream: (index) => {
    const context = new OfStream(index);
    streams.push(new ReadableStream({ cancel: () => void used.push(context) }));
  },
  OfHash: (index) => hashes.push(Object.assign(createHash('sha256'), { context: new OfHash(index) })),
  OfFinished: (index) => {
    const context = new OfFinished(index);
    finished(
      unfinished,
      AsyncResource.bind(function onFinish() {
        used.push(context);
      }),
    );
  },
};

let planted = 0;

/** Plants so many of every kind of leak, and reports their names. */
export async function plantAll(count: number): Promise<string[]> {
  for (const end = planted + count; planted < end; planted++)
    for (const plant of Object.values(plants)) await plant(planted);
  return Object.keys(plants);
}

/** Reaches whatever only the module's own variables hold. */
export function use(): unknown {
  return [
    waiting,
    tasks,
    entries,
    attempt,
    used,
    storage,
    [ownTargets, byTokens, otherTargets, kept],
    [bySymbol, byName, board, flags],
    [calls, profiles, members, absent],
    [branches, streams, hashes, unreadBranch, reader],
    [awaited, looped, target],
    [bound, scoped, deprecated, twice, promisified, unfinished],
  ];
}
