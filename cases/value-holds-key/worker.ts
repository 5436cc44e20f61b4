import { ThreadLocal } from 'heapwitness/thread-local';

/** A value that knows the ThreadLocal it is stored under, or does not. */
export class Session {
  readonly holder: ThreadLocal<Session> | null;

  constructor(holder: ThreadLocal<Session> | null) {
    this.holder = holder;
  }
}

/** One new key per request, which nobody keeps: nobody but the value itself, if it knows its key. */
export function serve({
  requests,
  knowsKey,
  remove,
}: {
  requests: number;
  knowsKey: boolean;
  remove: boolean;
}): void {
  for (let request = 0; request < requests; request++) {
    const key = new ThreadLocal<Session>();
    key.set(new Session(knowsKey ? key : null));
    if (remove) key.remove();
  }
}
