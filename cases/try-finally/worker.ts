import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread } from '../pool-thread.js';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

type Work = (user: User) => void;
type Handler = (user: User, work: Work) => void;
export type Cleaning = 'after-the-work' | 'in-finally' | 'using';

// As in the course text: private static final.
const userHolder = new ThreadLocal<User>();
const pool = ['pool-1', 'pool-2', 'pool-3', 'pool-4'].map(startPoolThread);

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

/** Three ways to write one and the same method. */
const handlers: Record<Cleaning, Handler> = {
  'after-the-work': (user, work) => {
    userHolder.set(user);
    work(user);
    userHolder.remove();
  },

  'in-finally': (user, work) => {
    try {
      userHolder.set(user);
      work(user);
    } finally {
      userHolder.remove();
    }
  },

  using: (user, work) => {
    using bound = userHolder.bind(user);
    work(bound.value);
  },
};

/** The threads of the pool take turns; every third request's work throws. Answers how many did. */
export function serve({ requests, cleaning }: { requests: number; cleaning: Cleaning }): number {
  let failed = 0;
  for (let request = 1; request <= requests; request++) {
    const work = (user: User): void => {
      if (request % 3 === 0) throw new Error(`The request of ${user.name} failed.`);
    };
    try {
      pool[(request - 1) % pool.length]?.run(() => handlers[cleaning](new User(`user-${request}`), work));
    } catch {
      failed += 1;
    }
  }
  return failed;
}

/** Whom the next request on each thread would take for its own user, if it read before it set. */
export function whoIsThere(): (string | null)[] {
  return pool.map((thread) => thread.run(() => userHolder.get()?.name ?? null));
}
