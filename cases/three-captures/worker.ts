import { ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

let keys: ThreadLocal<RequestContext>[] = [];

export function serve({ requests, remove }: { requests: number; remove: boolean }): void {
  for (let request = 0; request < requests; request++) {
    const key = new ThreadLocal<RequestContext>();
    key.set(new RequestContext(`user-${request}`));
    keys.push(key);
  }
  if (remove) for (const key of keys) key.remove();
  keys = [];
}
