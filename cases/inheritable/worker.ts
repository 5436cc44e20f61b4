import { InheritableThreadLocal, Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Hands nothing on: a child starts with null. */
export class NotHandedOn extends InheritableThreadLocal<User> {
  protected override childValue(): null {
    return null;
  }
}

let userHolder: InheritableThreadLocal<User> = new InheritableThreadLocal<User>();
const pool: PoolThread[] = [];

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

export function useChildValue(): void {
  userHolder = new NotHandedOn();
}

/** A request's own thread needs a pool for the first time, and so the pool's thread is its child. It tidies up. */
export function serveFirstRequest({ user }: { user: string }): void {
  new Thread('request-1').run(() => {
    userHolder.set(new User(user));
    pool.push(startPoolThread('pool-1'));
    userHolder.set(new User(`${user}, later`));
    userHolder.remove();
  });
}

/** A task of some later request, on the pool's thread. */
export function runTask({ remove }: { remove: boolean }): string | null {
  const task = (): string | null => {
    const user = userHolder.get();
    if (remove) userHolder.remove();
    return user?.name ?? null;
  };
  return pool[0]?.run(task) ?? null;
}
