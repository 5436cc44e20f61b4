import { ThreadLocal } from 'heapwitness/thread-local';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

let userHolder: ThreadLocal<User> | null = new ThreadLocal<User>();

export function set(): void {
  userHolder?.set(new User('Ann'));
}

export function dropKey(): void {
  userHolder = null;
}

/** Whoever can write this line holds the key: `userHolder` is the reference that keeps it alive. */
export function get(): string | null {
  if (userHolder === null) return 'get() cannot be called: there is no key';
  return userHolder.get()?.name ?? null;
}
