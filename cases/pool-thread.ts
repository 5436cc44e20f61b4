import { AsyncLocalStorage } from 'node:async_hooks';
import { Thread } from 'heapwitness/thread-local';

/** A thread of a pool: it runs one task after the other, and lives until it is told to end. */
export interface PoolThread {
  readonly thread: Thread;
  run<Result>(task: () => Result): Result;
  end(): Promise<void>;
}

export function startPoolThread(name: string): PoolThread {
  const thread = new Thread(name);
  let inThread: <Result>(task: () => Result) => Result = (task) => task();
  let letGo = (): void => undefined;
  const ended = thread.run(() => {
    inThread = AsyncLocalStorage.snapshot();
    return new Promise<void>((resolve) => (letGo = resolve));
  });
  return {
    thread,
    run: (task) => inThread(task),
    end: () => {
      letGo();
      return ended;
    },
  };
}
