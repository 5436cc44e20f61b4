import { Thread, ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

const HOUR = 3_600_000;
const context = new ThreadLocal<RequestContext>();

/** For the census. Held weakly: it is not this list that is to keep the threads. */
const started: WeakRef<Thread>[] = [];

export function threads(): Thread[] {
  return started.flatMap((thread) => thread.deref() ?? []);
}

/** A promise that this module holds, and that does not settle before somebody calls `answer`. */
let answer = (): void => undefined;
const answered = new Promise<void>((resolve) => (answer = resolve));

/** What a request handler may wait for at its end; the thread ends when the wait does. */
const waits = {
  nothing: async () => undefined,
  'a promise that is held': () => answered,
  'a timer': () => new Promise<void>((resolve) => setTimeout(resolve, HOUR)),
  'a promise that nobody holds': () => new Promise<void>(() => undefined),
};

export type Wait = keyof typeof waits;

/** Each request is a virtual thread. It sets a value, waits, and never calls remove(). */
export function serve({ requests, wait }: { requests: number; wait: Wait }): void {
  for (let request = 0; request < requests; request++) {
    const thread = new Thread(`request-${request}`);
    started.push(new WeakRef(thread));
    void thread.run(async () => {
      context.set(new RequestContext(`user-${request}`));
      await waits[wait]();
    });
  }
}

export function settle(): void {
  answer();
}
