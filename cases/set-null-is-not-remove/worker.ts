import { ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

let keys: ThreadLocal<RequestContext | null>[] = [];

export function serve({ requests }: { requests: number }): void {
  for (let request = 0; request < requests; request++) {
    const key = ThreadLocal.withInitial<RequestContext | null>(() => new RequestContext('guest'));
    key.set(new RequestContext(`user-${request}`));
    keys.push(key);
  }
}

export function setNull(): void {
  for (const key of keys) key.set(null);
}

export function remove(): void {
  for (const key of keys) key.remove();
}

/** What the next request reads, with the first of the keys. */
export function read(): string | null {
  return keys[0]?.get()?.user ?? null;
}

export function dropKeys(): void {
  keys = [];
}
