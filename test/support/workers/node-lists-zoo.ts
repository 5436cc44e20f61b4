import { createHook } from 'node:async_hooks';
import { channel, subscribe } from 'node:diagnostics_channel';
import { PerformanceObserver } from 'node:perf_hooks';

class Leaked {
  readonly payload: number[];

  constructor(index: number) {
    this.payload = [index, index + 0.5];
  }
}

class OfHook extends Leaked {}
class OfObserver extends Leaked {}
class OfSignal extends Leaked {}
class OfChannel extends Leaked {}
class OfOwnChannel extends Leaked {}
class OfUsersChannel extends Leaked {}
class OfUser extends Leaked {}

const used: unknown[] = [];
const controller = new AbortController();
const combined = new AbortController();
const hooks: unknown[] = [];
const ownChannel = channel('own');
/** Node's name of the list of a channel. */
const SUBSCRIBERS = '_subscribers';
const usersChannel = new (class Channel {
  readonly [SUBSCRIBERS]: unknown[] = [];
})();

const plants: Readonly<Record<string, (index: number) => unknown>> = {
  OfHook: (index) => {
    const context = new OfHook(index);
    createHook({
      destroy: function onDestroy() {
        context.payload.reverse();
      },
    }).enable();
  },
  OfObserver: (index) => {
    const context = new OfObserver(index);
    new PerformanceObserver(() => used.push(context)).observe({ entryTypes: ['measure'] });
  },
  CombinedOnly: () => void AbortSignal.any([combined.signal]),
  OfSignal: (index) => {
    const context = new OfSignal(index);
    AbortSignal.any([controller.signal]).addEventListener('abort', () => used.push(context));
  },
  OfChannel: (index) => {
    const context = new OfChannel(index);
    subscribe('planted', () => used.push(context));
  },
  OfOwnChannel: (index) => {
    const context = new OfOwnChannel(index);
    ownChannel.subscribe(() => used.push(context));
  },
  OfUsersChannel: (index) => usersChannel[SUBSCRIBERS].push(new OfUsersChannel(index)),
  OfUser: (index) => hooks.push(new OfUser(index)),
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
  return [used, controller, hooks, ownChannel, usersChannel];
}
