import { ThreadLocal } from 'heapwitness/thread-local';

/** 512 numbers of 8 bytes: 4 KiB. */
const page = Array.from({ length: 512 }, (_, index) => index + 0.5);

/** A value with a copy of the page, on the JavaScript heap. */
export class Session {
  readonly holder: ThreadLocal<Session>;
  readonly numbers: number[];

  constructor(holder: ThreadLocal<Session>) {
    this.holder = holder;
    this.numbers = page.slice();
  }
}

export interface Load {
  readonly requests: number;
  readonly remove: boolean;
  /** Where the number of requests served is written, for whoever survives this worker. */
  readonly progress: SharedArrayBuffer;
}

/** One request per turn of the event loop: a new key, and a value that refers to it. */
export async function serve({ requests, remove, progress }: Load): Promise<void> {
  const served = new Int32Array(progress);
  while ((served[0] ?? 0) < requests) {
    handleRequest(remove);
    Atomics.add(served, 0, 1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function handleRequest(remove: boolean): void {
  const key = new ThreadLocal<Session>();
  try {
    key.set(new Session(key));
  } finally {
    if (remove) key.remove();
  }
}
