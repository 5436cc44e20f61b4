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
 * Gives the map every chance to clean itself: as many new keys as it has slots, which are the home of one each, are
 * looked up in vain. Each leaves an entry of its own, which is taken out again.
 */
export function missEverySlot({ slots }: { slots: number }): void {
  for (let slot = 0; slot < slots; slot++) {
    const key = new ThreadLocal<RequestContext>();
    key.get();
    key.remove();
  }
}
