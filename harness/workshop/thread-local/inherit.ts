import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * Fills `copy`, an empty map of the parent's length, with what a child thread inherits.
 *
 * 1. Takes the parent's slots in ascending order, skipping empty and stale ones.
 * 2. Asks each live key for its child value of the parent's value (null included).
 * 3. Puts a new entry for the same key into the first empty slot from its home on. Nothing is cleaned or grown.
 *
 * The parent's map is not changed: its stale entries stay. The copy's slots may differ from it, because order of
 * placing is the parent's slot order and stale entries leave no gaps.
 *
 * Source: JDK 17, `ThreadLocal.createInheritedMap`. (JDK 25 makes no copy of a map whose size is 0; 17 does.)
 */
export function copyInherited(parent: ThreadLocalMap, copy: ThreadLocalMap): void {
  const parentTable = parent.table;
  for (let slot = 0; slot < parentTable.length; slot++) {
    const entry = parentTable[slot];
    const key = entry?.deref();
    // `childValue` is protected for subclasses; the brackets are TypeScript's way in for the class's own runtime.
    if (entry !== undefined && key !== undefined) copy.insert(key, key['childValue'](entry.value));
  }
}
