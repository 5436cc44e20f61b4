import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** As `private static final ThreadLocal<User> userHolder`: reachable as long as its module is. */
const userHolder = new ThreadLocal<User>();
let pool: PoolThread[] = [];

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

export function startPool({ size }: { size: number }): void {
  pool = Array.from({ length: size }, (_, index) => startPoolThread(`pool-${index + 1}`));
}

/** The requests go round the threads of the pool. */
export function serve({ requests, remove }: { requests: number; remove: boolean }): void {
  eachRequest(requests, (name) => {
    userHolder.set(new User(name));
    if (remove) userHolder.remove();
  });
}

/** The same with a new ThreadLocal each time, which nobody keeps. */
export function serveWithNewKeys({ requests }: { requests: number }): void {
  eachRequest(requests, (name) => new ThreadLocal<User>().set(new User(name)));
}

function eachRequest(requests: number, handle: (name: string) => void): void {
  for (let request = 0; request < requests; request++) {
    pool[request % pool.length]?.run(() => handle(`user-${request}`));
  }
}
