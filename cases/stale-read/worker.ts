import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const userHolder = new ThreadLocal<User>();
const pool: PoolThread[] = [startPoolThread('pool-1'), startPoolThread('pool-2')];

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

export interface Request {
  /** Which thread of the pool serves it. */
  readonly thread: number;
  /** Who has logged in; `null` for a visitor. */
  readonly user: string | null;
  readonly remove: boolean;
}

/** Answers whom the request handler takes the caller for. */
export function serve({ thread, user, remove }: Request): string | null {
  return (
    pool[thread]?.run(() => {
      try {
        if (user !== null) userHolder.set(new User(user));
        return userHolder.get()?.name ?? null;
      } finally {
        if (remove) userHolder.remove();
      }
    }) ?? null
  );
}
