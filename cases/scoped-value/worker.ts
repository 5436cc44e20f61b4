import { ScopedValue, type Thread } from 'heapwitness/thread-local';
import { startPoolThread } from '../pool-thread.js';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const currentUser = new ScopedValue<User>();
const pooled = startPoolThread('pool-1');
const timers: NodeJS.Timeout[] = [];
let calls: Promise<string>[] = [];
let goOn = (): void => undefined;

export function threads(): Thread[] {
  return [pooled.thread];
}

/** What code without parameters sees. */
function whoIsIt(): string {
  return currentUser.isBound() ? currentUser.get().name : 'nobody';
}

/** One request after the other on the pool's thread; the calls go on until `finish`. There is no remove() anywhere. */
export function begin({ requests, leaveTimers }: { requests: number; leaveTimers: boolean }): void {
  const waiting = new Promise<void>((resolve) => (goOn = resolve));
  const serve = async (): Promise<string> => {
    if (leaveTimers) timers.push(setInterval(whoIsIt, 60_000));
    await waiting;
    return whoIsIt();
  };
  calls = Array.from({ length: requests }, (_, request) =>
    pooled.run(() => ScopedValue.where(currentUser, new User(`user-${request}`)).run(serve)),
  );
}

/** Lets the calls end, and answers how many of them saw their own user to the end. */
export async function finish(): Promise<number> {
  goOn();
  const seen = await Promise.all(calls);
  return seen.filter((name, request) => name === `user-${request}`).length;
}

/** An inner call binds another user; the outer one is back when it has ended. */
export function nest(): string[] {
  return pooled.run(() =>
    ScopedValue.where(currentUser, new User('Ann')).run(() => [
      whoIsIt(),
      ScopedValue.where(currentUser, new User('guest')).run(whoIsIt),
      whoIsIt(),
    ]),
  );
}

/** The work throws. Answers who is there after that. */
export function fail(): string {
  return pooled.run(() => {
    try {
      ScopedValue.where(currentUser, new User('Ann')).run((): void => {
        throw new Error(`The work for ${whoIsIt()} failed.`);
      });
    } catch {
      return whoIsIt();
    }
    return 'the error was swallowed';
  });
}

/** Asks where nothing is bound. */
export function getUnbound(): string {
  try {
    return currentUser.get().name;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
