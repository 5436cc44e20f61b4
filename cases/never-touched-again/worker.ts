import { ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

/** Held all the time, and the first key of all: its home slot is 0. */
const busy = new ThreadLocal<RequestContext>();
let keys: ThreadLocal<RequestContext>[] = [];
const asked: ThreadLocal<RequestContext>[] = [];

/** Sets one value per request, each with a new key: one key after the other, or with home slots from `firstHome` on. */
export function serve({ requests, firstHome }: { requests: number; firstHome: number | null }): void {
  busy.set(new RequestContext('busy'));
  for (let request = 0; request < requests; request++) {
    const key = firstHome === null ? new ThreadLocal<RequestContext>() : keyAtHome(firstHome + request);
    key.set(new RequestContext(`user-${request}`));
    keys.push(key);
  }
}

export function dropKeys(): void {
  keys = [];
}

/** Uses the thread's map, but never looks further than one slot. */
export function hitAtHome({ times }: { times: number }): void {
  for (let time = 0; time < times; time++) {
    busy.get();
    busy.set(new RequestContext(`busy-${time}`));
  }
}

/** One get that misses: of the key that comes next, or of one with this home slot. */
export function miss({ home }: { home: number | null }): void {
  const key = home === null ? new ThreadLocal<RequestContext>() : keyAtHome(home);
  key.get();
  asked.push(key);
}

/** Makes keys and throws them away until one has this home slot in a table of 256. */
function keyAtHome(home: number): ThreadLocal<RequestContext> {
  let key = new ThreadLocal<RequestContext>();
  while ((key.threadLocalHashCode & 255) !== home) key = new ThreadLocal<RequestContext>();
  return key;
}
