import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

/** A value with some weight: 64 KiB of numbers on the JavaScript heap. */
export class Session {
  readonly numbers: number[];

  constructor() {
    this.numbers = Array.from({ length: 8192 }, (_, index) => index + 0.5);
  }
}

let pooled: PoolThread | null = null;

export function threads(): Thread[] {
  return pooled === null ? [] : [pooled.thread];
}

/** A virtual thread sets one value per request, with a key that nobody keeps. */
export function serve({ requests }: { requests: number }): void {
  pooled = startPoolThread('pool-1');
  pooled.run(() => {
    for (let request = 0; request < requests; request++) new ThreadLocal<Session>().set(new Session());
  });
}

/** The thread ends; the pool still knows the Thread object. */
export async function endThread(): Promise<void> {
  await pooled?.end();
}
