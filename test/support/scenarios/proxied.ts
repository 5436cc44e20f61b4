import type { ScenarioContext } from 'heapwitness';

class Session {
  readonly user = 'Ada';
}

const list: Session[] = [];
const guarded = { get: (session: Session, key: string): unknown => Reflect.get(session, key) };

/** Adds a proxy to a list: of an object, or of the proxy of an object. */
export function iteration({ variant }: ScenarioContext): void {
  const proxy = new Proxy(new Session(), guarded);
  list.push(variant === 'twice' ? new Proxy(proxy, {}) : proxy);
}
