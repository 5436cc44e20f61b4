import { visibleText } from '../../../core/escape-control-characters.js';
import { formatCount } from '../../../core/quantities.js';
import type { Column } from '../plain-table.js';

/** Common parts of the tables of a heap. */

export const NAME_LENGTH = 60;

/** Returns right-aligned columns, with a left-aligned last one. */
export function columnsOf(...titles: readonly string[]): Column[] {
  return titles.map((title, at) => ({ title, align: at === titles.length - 1 ? 'left' : 'right' }));
}

/** Formats the name of a class as a cell. */
export function className(name: string): string {
  return visibleText(name, NAME_LENGTH) || '(no name)';
}

/** Appends to a table the number of rows that are left out. */
export function withRest(table: string, left: number, what: string): string {
  return left > 0 ? `${table}\n… and ${formatCount(left)} more ${what}` : table;
}
