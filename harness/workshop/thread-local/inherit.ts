import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * Copies the entries that a child thread inherits into `copy`, an empty map of the parent's length.
 *
 * 1. Takes the parent's slots in ascending order, skipping empty and stale ones.
 * 2. Calls `childValue` of each live key with the parent's value, even if that is null.
 * 3. Puts a new entry for the same key into the first empty slot from its home on. Nothing is expunged, and the table
 *    does not grow.
 *
 * The parent's map is not changed: its stale entries stay. An entry's slot in the copy may differ from that in the
 * parent, because entries are placed in the parent's slot order and stale entries leave no gaps.
 *
 * Source: JDK 17, `ThreadLocal.createInheritedMap`. (JDK 25 does not copy a map whose size is 0; JDK 17 does.)
 */
export function copyInherited(parent: ThreadLocalMap, copy: ThreadLocalMap): void {
  const parentTable = parent.table;
  for (let slot = 0; slot < parentTable.length; slot++) {
    const entry = parentTable[slot];
    const key = entry?.deref();
    // `childValue` is protected; bracket notation is TypeScript's way to access it here.
    if (entry !== undefined && key !== undefined) copy.insert(key, key['childValue'](entry.value));
  }
}
