import type { Counts } from '../../../workshop/index.js';
import type { ShownLook } from '../../model/shown-look.js';

/** State of an entry in the pictures that explain: key retained, key collected, entry removed. */
export type EntryState = 'held' | 'dead' | 'removed';

/** Whether nothing is left of the entries, at one look or at the last looks into several workers. */
export function isEmptied(
  { keys, values }: Pick<Counts, 'keys' | 'values'>,
  tables: ShownLook['tables'],
): boolean {
  const slots = tables.map((table) => table.slots).join('');
  return keys === 0 && values === 0 && /^\.+$/u.test(slots);
}
