import { type AnyThreadLocal, type MapEntry, StrongKeyEntry } from './entry.js';
import { ThreadLocalMap } from './thread-local-map.js';

/**
 * A `ThreadLocalMap` whose entries hold their keys strongly, to show what that would do. No entry ever becomes stale,
 * so only `remove` expunges an entry: otherwise key *and* value live as long as the thread.
 *
 * The JDK has no such class; it is here for comparison.
 */
export class StrongKeyThreadLocalMap extends ThreadLocalMap {
  override newEntry(key: AnyThreadLocal, value: unknown): MapEntry {
    return new StrongKeyEntry(key, value);
  }
}
