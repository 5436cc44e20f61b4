import { ThreadLocal } from 'heapwitness/thread-local';

/** What a request would leave in a ThreadLocal. */
export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

let keys: ThreadLocal<RequestContext>[] = [];

/** One key and one value per request; all keys are held until `dropKeys`. */
export function serve({ requests }: { requests: number }): void {
  for (let request = 0; request < requests; request++) {
    const key = new ThreadLocal<RequestContext>();
    key.set(new RequestContext(`user-${request}`));
    keys.push(key);
  }
}

/** The cure: remove() with each key; here all at the end, just before the keys are dropped. */
export function removeAll(): void {
  for (const key of keys) key.remove();
}

/** `threadLocal = null`, for all of them. The thread stays, and does nothing more until `readBack`. */
export function dropKeys(): void {
  keys = [];
}

/** Asks a new key whose home slot is that of the first one: in a table of n slots, every n-th key has the same. */
export function readBack({ requests, slots }: { requests: number; slots: number }): string | null {
  for (let skipped = requests; skipped < slots; skipped++) void new ThreadLocal();
  return new ThreadLocal<RequestContext>().get()?.user ?? null;
}
