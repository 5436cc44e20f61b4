import type { HappenedTexts } from './texts.js';
import type { ShownLook, ShownTable } from '../../model/shown-look.js';

/** Describes the changes between two looks into one worker; for the first look, what is alive. */
export function happenedIn(look: ShownLook, earlier: ShownLook | undefined, texts: HappenedTexts): string {
  const { counts, changes } = look;
  if (earlier === undefined || changes === null)
    return texts.start(counts.keys, counts.values, counts.staleEntries);
  const { keys, values, expunged } = changes;
  const stayed = keys.went > 0 && values.went === 0 && earlier.counts.values > 0;
  const parts = [
    ...(keys.went > 0 ? [texts.keysDied(keys.went)] : []),
    ...(keys.came > 0 ? [texts.keysCame(keys.came)] : []),
    ...(expunged > 0 ? [texts.expunged(expunged)] : []),
    ...(stayed ? [texts.valuesStayed(earlier.counts.values)] : []),
    ...(values.went > 0 ? [texts.valuesCollected(values.went)] : []),
    ...(values.came > 0 ? [texts.valuesCame(values.came)] : []),
    ...grown(look.tables, earlier.tables).map(([from, to]) => texts.grew(from, to)),
  ];
  return parts.length === 0 ? texts.nothing : texts.join(parts);
}

/** Returns the earlier state of a table: that of the same owner, or at the same index if the owner has no name. */
export function earlierTable(
  table: ShownTable,
  index: number,
  earlier: ShownLook | undefined,
): ShownTable | undefined {
  if (table.owner === '') return earlier?.tables[index];
  return earlier?.tables.find(({ owner }) => owner === table.owner);
}

/** Returns the slots that differ; none if the table has grown, because then all entries have moved. */
export function changedSlots(table: ShownTable, earlier: ShownTable | undefined): readonly number[] {
  if (earlier === undefined || earlier.slots.length !== table.slots.length) return [];
  return Array.from(table.slots).flatMap((letter, slot) => (letter === earlier.slots[slot] ? [] : [slot]));
}

function grown(tables: readonly ShownTable[], earlier: readonly ShownTable[]): [from: number, to: number][] {
  return tables.flatMap((table): [number, number][] => {
    const before = earlier.find(({ owner }) => owner === table.owner);
    if (before === undefined || before.slots.length === table.slots.length) return [];
    return [[before.slots.length, table.slots.length]];
  });
}
