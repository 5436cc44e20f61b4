import type { ResourceBalance } from '../../../check/index.js';
import { type BalanceRow, balanceRows } from '../../model/balance-rows.js';
import type { Texts } from '../texts/texts.js';

/** Returns the names of the columns of {@link balanceCells}. */
export function balanceHeads({ verdict: { balance: words } }: Texts): string[] {
  return [words.what, words.first, words.last];
}

/** Returns the rows of a balance as the cells of a table. */
export function balanceCells(balance: ResourceBalance, texts: Texts): string[][] {
  const amount = (isInBytes: boolean, value: number): string =>
    isInBytes ? texts.bytes(value) : texts.number(value);
  return balanceRows(balance).map((row) => [
    rowName(row, texts),
    amount(row.isInBytes, row.first),
    amount(row.isInBytes, row.last),
  ]);
}

function rowName({ part, name }: BalanceRow, { verdict: { balance: words } }: Texts): string {
  return name === '' ? words.parts[part] : words.named(words.parts[part], name);
}
