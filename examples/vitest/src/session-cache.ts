export class Session {
  constructor(readonly user: string) {}
}

/** Remembers sessions; the least recent one goes when there are more than `limit`. */
export class SessionCache {
  readonly #sessions = new Map<string, Session>();

  constructor(private readonly limit: number) {}

  open(user: string): Session {
    const session = this.#sessions.get(user) ?? new Session(user);
    this.#sessions.delete(user);
    this.#sessions.set(user, session);
    if (this.#sessions.size > this.limit) this.#sessions.delete(this.#sessions.keys().next().value ?? '');
    return session;
  }
}
