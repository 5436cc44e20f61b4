import { visibleText } from '../../../core/escape-control-characters.js';
import { formatCount } from '../../../core/quantities.js';
import type { Column } from '../plain-table.js';

/** What tables of a heap have in common. */

export const NAME_LENGTH = 60;

/** Right-aligned columns, then one of words. */
export function columnsOf(...titles: readonly string[]): Column[] {
  return titles.map((title, at) => ({ title, align: at === titles.length - 1 ? 'left' : 'right' }));
}

/** A class's name as a cell. */
export function className(name: string): string {
  return visibleText(name, NAME_LENGTH) || '(no name)';
}

/** The table, and how many rows it leaves out. */
export function withRest(table: string, left: number, what: string): string {
  return left > 0 ? `${table}\n… and ${formatCount(left)} more ${what}` : table;
}
