import { threadId } from 'node:worker_threads';
import { ThreadLocal } from 'heapwitness/thread-local';

export class Session {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

export interface Task {
  readonly requests: number;
  readonly remove: boolean;
  /** How many tasks are to have begun before one of them works, and how many have. */
  readonly together: number;
  readonly begun: SharedArrayBuffer;
}

/** A task: one value per request, with keys that nobody keeps when it ends. Answers which thread ran it. */
export default function serve({ requests, remove, together, begun }: Task): number {
  waitFor(together, new Int32Array(begun));
  const keys: ThreadLocal<Session>[] = [];
  for (let request = 0; request < requests; request++) {
    const key = new ThreadLocal<Session>();
    key.set(new Session(`user-${request}`));
    keys.push(key);
  }
  if (remove) for (const key of keys) key.remove();
  return threadId;
}

/** Blocks this thread until so many tasks have begun, so that no thread can run two of them. */
function waitFor(together: number, begun: Int32Array): void {
  Atomics.add(begun, 0, 1);
  Atomics.notify(begun, 0);
  for (let now = Atomics.load(begun, 0); now < together; now = Atomics.load(begun, 0)) {
    Atomics.wait(begun, 0, now);
  }
}
