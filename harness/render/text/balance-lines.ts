import { visibleText } from '../../core/escape-control-characters.js';
import { formatBytes, formatCount, plural } from '../../core/quantities.js';
import { placeText } from '../../retention/trace/index.js';
import type { ResourceBalance } from '../../check/index.js';
import { type BalancePart, balanceRows } from '../model/balance-rows.js';

const MEMORY_NAMES: Partial<Readonly<Record<BalancePart, string>>> = {
  residentBytes: 'RSS',
  heapBytes: 'JS heap',
  externalBytes: 'external',
  cppHeapBytes: 'C++ heap',
  restBytes: 'rest of RSS',
};
const LISTS = { files: 'open files', sockets: 'open sockets', processes: 'child processes' } as const;
/** More are counted, not named. */
const MOST_NAMES = 3;
const LONGEST_NAME = 200;

/** Formats what the program used: memory in one line, and a line for each kind of thing of which the number changed. */
export function balanceLines(balance: ResourceBalance): string[] {
  const rows = balanceRows(balance);
  const memory = rows.flatMap(({ part, first, last }) => {
    const name = MEMORY_NAMES[part];
    return name === undefined ? [] : [`${name} ${formatBytes(first)} → ${formatBytes(last)}`];
  });
  const lists = Object.entries(LISTS).flatMap(([kind, title]) => {
    const changed = rows.filter(({ part }) => part === kind);
    if (changed.length === 0) return [];
    const shown = changed.slice(0, MOST_NAMES).map(({ name, first, last }) => {
      const place = placeText(visibleText(name, LONGEST_NAME), {});
      return `${place} ${formatCount(first)} → ${formatCount(last)}`;
    });
    const left = changed.length - shown.length;
    return [`${title}: ${shown.join(', ')}${left > 0 ? `, and ${plural(left, 'other')}` : ''}`];
  });
  return [`memory, first → last snapshot: ${memory.join(', ')}`, ...lists];
}
