import { AsyncResource } from 'node:async_hooks';
import { Thread } from 'heapwitness/thread-local';

/** A thread that runs and waits, so that a test can do things in it one after another. */
export interface ParkedThread {
  readonly thread: Thread;
  /** Calls `body` in the thread. */
  readonly enter: <R>(body: () => R) => R;
}

/** Starts a thread that stays alive until a test ends it with `thread.exit()`. */
export function parkThread(name: string = 'parked'): ParkedThread {
  const thread = new Thread(name, { inheritThreadLocals: false });
  const scopes: AsyncResource[] = [];
  void thread.run(() => {
    scopes.push(new AsyncResource('PARKED'));
    return new Promise<never>(() => {});
  });
  return {
    thread,
    enter: (body) => {
      const [scope] = scopes;
      if (scope === undefined) throw new Error('Thread.run() did not call its function');
      return scope.runInAsyncScope(body);
    },
  };
}
