import { ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

let keys: ThreadLocal<RequestContext>[] = [];

export function create({ requests }: { requests: number }): void {
  for (let request = 0; request < requests; request++) {
    keys.push(ThreadLocal.withInitial(() => new RequestContext(`user-${request}`)));
  }
}

/** A get of something that was never set: it asks for the initial value, and stores it. */
export function getEach(): void {
  for (const key of keys) key.get();
}

export function dropKeys(): void {
  keys = [];
}
