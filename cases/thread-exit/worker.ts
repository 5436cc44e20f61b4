import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

/** A value with some weight: the system gives such a block of memory by itself, and gets it back by itself. */
export class Session {
  readonly bytes: Uint8Array;

  constructor(bytes: number) {
    this.bytes = new Uint8Array(bytes).fill(1);
  }
}

let pooled: PoolThread | null = null;

export function threads(): Thread[] {
  return pooled === null ? [] : [pooled.thread];
}

/** A virtual thread sets one value per request, with a key that nobody keeps. */
export function serve({ requests, bytes }: { requests: number; bytes: number }): void {
  pooled = startPoolThread('pool-1');
  pooled.run(() => {
    for (let request = 0; request < requests; request++) new ThreadLocal<Session>().set(new Session(bytes));
  });
}

/** The thread ends; the pool still knows the Thread object. */
export async function endThread(): Promise<void> {
  await pooled?.end();
}
