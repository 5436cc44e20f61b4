import { type AnyThreadLocal, type MapEntry, StrongKeyEntry } from './entry.js';
import { ThreadLocalMap } from './thread-local-map.js';

/**
 * The answer to "what if the key were strong?": the same map with entries that hold their keys strongly. No entry
 * ever becomes stale, so nothing is ever expunged but by `remove`: key *and* value live as long as the thread.
 *
 * The JDK has no such class; it is here to be compared with.
 */
export class StrongKeyThreadLocalMap extends ThreadLocalMap {
  override newEntry(key: AnyThreadLocal, value: unknown): MapEntry {
    return new StrongKeyEntry(key, value);
  }
}
