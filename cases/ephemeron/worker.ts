/** Plays the ThreadLocal: whatever it is, it is a key. */
export class Key {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

/** A value that refers to its own key. */
export class Session {
  readonly key: Key;

  constructor(key: Key) {
    this.key = key;
  }
}

const map = new Map<Key, Session>();
const weakMap = new WeakMap<Key, Session>();
let keys: Key[] = [];

export function fill({ into, requests }: { into: 'Map' | 'WeakMap'; requests: number }): void {
  const store = into === 'Map' ? map : weakMap;
  for (let request = 0; request < requests; request++) {
    const key = new Key(request);
    store.set(key, new Session(key));
    keys.push(key);
  }
}

export function dropKeys(): void {
  keys = [];
}
