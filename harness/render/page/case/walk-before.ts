import type { ShownTable, ShownWalk } from '../../model/shown-look.js';

/** Which key is in which slot of a table; `null` if the key is not known. */
export interface TablePicture {
  readonly length: number;
  readonly keys: ReadonlyMap<number, number | null>;
}

/**
 * Returns the table before each of the walks, which ended at `after`: their steps are undone, the last one first.
 * `null` for a walk whose steps are not complete, and for those before it.
 */
export function picturesBefore(
  walks: readonly ShownWalk[],
  after: TablePicture,
): readonly (TablePicture | null)[] {
  const pictures: (TablePicture | null)[] = [];
  let picture: TablePicture | null = after;
  for (const walk of walks.toReversed()) {
    picture = picture === null || walk.cut > 0 ? null : undone(walk, picture);
    pictures.unshift(picture);
  }
  return pictures;
}

/** Returns the picture of a table as a look shows it. */
export function pictureOf({ slots, entries }: ShownTable): TablePicture {
  const keys = new Map<number, number | null>();
  for (const [slot, letter] of Array.from(slots).entries()) if (letter !== '.') keys.set(slot, null);
  for (const { slot, key } of entries) keys.set(slot, key);
  return { length: slots.length, keys };
}

function undone({ steps }: ShownWalk, after: TablePicture): TablePicture {
  let { length } = after;
  let keys = new Map(after.keys);
  let shorter = new Map<number, number | null>();
  for (const step of steps.toReversed()) {
    switch (step.kind) {
      case 'look':
      case 'overwrite':
        break;
      case 'expunge':
        keys.set(step.slot, step.key);
        break;
      case 'store':
        keys.delete(step.slot);
        break;
      case 'replace':
        keys.set(step.slot, step.stale);
        break;
      case 'move':
        keys.delete(step.to);
        keys.set(step.from, step.key);
        break;
      case 'swap':
        keys.set(step.to, keys.get(step.from) ?? null);
        keys.set(step.from, step.key);
        break;
      case 'copy':
        shorter.set(step.from, step.key);
        break;
      case 'grow':
        length = step.from;
        keys = shorter;
        shorter = new Map();
    }
  }
  return { length, keys };
}
