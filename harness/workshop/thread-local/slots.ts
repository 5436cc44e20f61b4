import type { MapEntry } from './entry.js';

/** A map's table: the index is the slot, `undefined` is an empty slot, the length is a power of two. */
export type Table = Array<MapEntry | undefined>;

/** Length of a map's first table. */
export const FIRST_LENGTH = 16;

/** Creates a table of empty slots. */
export function emptyTable(length: number): Table {
  return Array.from<MapEntry | undefined>({ length }).fill(undefined);
}

/** Returns the threshold of a table: two thirds of its length, rounded down. */
export function thresholdOf(length: number): number {
  return ((length * 2) / 3) | 0;
}

/** Returns the slot where a search for a key with this hash code begins. */
export function homeSlot(hashCode: number, length: number): number {
  return hashCode & (length - 1);
}

/** Returns the slot after this one; the table is a ring. */
export function nextSlot(slot: number, length: number): number {
  return (slot + 1) & (length - 1);
}

/** Returns the slot before this one; the table is a ring. */
export function previousSlot(slot: number, length: number): number {
  return (slot - 1) & (length - 1);
}

/** Puts an entry into the first empty slot at or after `home`. A table always has an empty slot. */
export function placeEntry(table: Table, entry: MapEntry, home: number): void {
  let slot = home;
  while (table[slot] !== undefined) slot = nextSlot(slot, table.length);
  table[slot] = entry;
}
