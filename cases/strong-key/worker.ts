import { Thread, ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

let keys: ThreadLocal<RequestContext>[] = [];

/** What if an entry held its key strongly? */
export function useStrongKeys(): void {
  Thread.currentThread().useStrongKeys();
}

export function serve({ requests }: { requests: number }): void {
  for (let request = 0; request < requests; request++) {
    const key = new ThreadLocal<RequestContext>();
    key.set(new RequestContext(`user-${request}`));
    keys.push(key);
  }
}

export function removeAll(): void {
  for (const key of keys) key.remove();
}

export function dropKeys(): void {
  keys = [];
}

/**
 * Gives the map chances to clean itself: the get() of each new key stores its initial value, and looks for stale entries
 * behind that. Its entry is taken out again.
 */
export function getNewKeys({ count }: { count: number }): void {
  for (let made = 0; made < count; made++) {
    const key = new ThreadLocal<RequestContext>();
    key.get();
    key.remove();
  }
}
