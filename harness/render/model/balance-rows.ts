import type { Change, ResourceBalance } from '../../check/index.js';

/** What a row of the balance counts. */
export type BalancePart = (typeof MEMORY)[number] | 'externalOwner' | (typeof NAMED)[number];

/** A row of the balance: an amount of memory, or a number of open files, sockets, or processes. */
export interface BalanceRow extends Change {
  readonly part: BalancePart;
  /** Name of the file, socket or process; what retains the memory; empty for a total. */
  readonly name: string;
  readonly isInBytes: boolean;
}

const MEMORY = ['residentBytes', 'heapBytes', 'externalBytes', 'cppHeapBytes', 'restBytes'] as const;
const NAMED = ['files', 'sockets', 'processes'] as const;

/** Returns the rows of a balance: all of memory, and what has changed of the rest. */
export function balanceRows(balance: ResourceBalance): BalanceRow[] {
  return [
    ...MEMORY.flatMap((part): BalanceRow[] => {
      const change = balance[part];
      if (change === null) return [];
      const row = { part, name: '', isInBytes: true, ...change };
      return part === 'externalBytes' ? [row, ...ownerRows(balance)] : [row];
    }),
    ...NAMED.flatMap((part) =>
      (balance[part] ?? [])
        .filter(({ first, last }) => first !== last)
        .map((change): BalanceRow => ({ part, isInBytes: false, ...change })),
    ),
  ];
}

function ownerRows({ externalOwners }: ResourceBalance): BalanceRow[] {
  return externalOwners.map(({ path, first, last }) => {
    const { reference = null, node = '' } = path.at(-1) ?? {};
    return { part: 'externalOwner', name: reference ?? node, isInBytes: true, first, last };
  });
}
