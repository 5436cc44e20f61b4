import { isStale, type MapEntry, StrongKeyEntry } from './entry.js';
import type { Table } from './slots.js';
import type { ThreadLocalMap } from './thread-local-map.js';
import type { SeenEntry, WalkStep } from './walk.js';

/** Maximum number of steps of a walk. */
export const MOST_STEPS = 1000;

type Content = MapEntry | undefined;

/**
 * Records what is read from and written to the table of one map. While it records, a proxy stands in for the table, so
 * that the map's own code needs no hooks.
 *
 * The state of an entry that is read is determined by `deref()`, which keeps its key alive until the job ends.
 */
export class TableRecorder {
  readonly steps: WalkStep[] = [];
  cut = 0;
  readonly #map: ThreadLocalMap;
  readonly #table: Table;
  readonly #proxy: Table;
  /** Serial number of each entry that was read: that of an entry that is removed is cleared. */
  readonly #serials = new Map<MapEntry, number>();
  /** The entry that the last write took out of its slot, to be put into another one. */
  #lifted: { readonly entry: Content; readonly slot: number } | null = null;
  #lastLook: { readonly slot: number; readonly key: number | null } | null = null;
  #hasWritten = false;
  #isCopied = false;

  constructor(map: ThreadLocalMap) {
    this.#map = map;
    this.#table = map.table;
    this.#proxy = new Proxy(map.table, {
      get: (table, name) => this.#read(table, name),
      set: (table, name, entry: Content) => this.#write(table, Number(name), entry),
    });
    map.table = this.#proxy;
  }

  /** Puts the table back, or records that a longer one has replaced it. */
  end(): void {
    const { table } = this.#map;
    if (table === this.#proxy) this.#map.table = this.#table;
    else this.#recordGrowth(table);
  }

  /** Records that the value of this key was overwritten, if the walk has ended at its entry and changed no slot. */
  endAtEntryOf(key: number): void {
    if (this.#lastLook?.key !== key || this.#hasWritten) return;
    this.#push({ kind: 'overwrite', slot: this.#lastLook.slot, key });
  }

  #read(table: Table, name: string | symbol): unknown {
    // Only growth iterates over a table; its steps are known from the table that it makes.
    if (name === Symbol.iterator) this.#isCopied = true;
    const slot = typeof name === 'string' ? Number(name) : Number.NaN;
    if (Number.isInteger(slot) && !this.#isCopied) this.#look(slot, table[slot]);
    return Reflect.get(table, name);
  }

  // The port reads a slot again where it could keep the entry: that is the same look. A slot whose entry is being placed
  // again is not looked at, because the entry may return to it.
  #look(slot: number, entry: Content): void {
    if (slot === this.#lastLook?.slot || slot === this.#lifted?.slot) return;
    const key = entry === undefined ? null : this.#serialOf(entry);
    this.#push({ kind: 'look', slot, entry: stateOf(entry), key });
    this.#lastLook = { slot, key };
  }

  #write(table: Table, slot: number, entry: Content): boolean {
    const [before, lifted] = [table[slot], this.#lifted];
    table[slot] = entry;
    this.#lastLook = null;
    this.#lifted = null;
    this.#hasWritten = true;
    if (entry === undefined) this.#recordEmptied(slot, before);
    else if (entry === lifted?.entry) {
      const kind = before === undefined ? 'move' : 'swap';
      this.#push({ kind, from: lifted.slot, to: slot, key: this.#serialOf(entry) });
    } else if (this.#serials.has(entry)) {
      // The first half of a swap: the stale entry is put into the slot of the key's own entry.
      this.#lifted = { slot, entry: before };
    } else if (before === undefined) this.#push({ kind: 'store', slot, key: entry.serial });
    else this.#push({ kind: 'replace', slot, key: entry.serial, stale: this.#serialOf(before) });
    return true;
  }

  #recordEmptied(slot: number, before: Content): void {
    if (before === undefined) return;
    if (isStale(before)) this.#push({ kind: 'expunge', slot, key: this.#serialOf(before) });
    else this.#lifted = { slot, entry: before };
  }

  /** Compares the table with the longer one that growth has made of it: entries that are not in that were stale. */
  #recordGrowth(grown: Table): void {
    const places = new Map(grown.map((entry, slot) => [entry, slot]));
    for (const [slot, entry] of this.#table.entries())
      if (entry !== undefined && !places.has(entry))
        this.#push({ kind: 'expunge', slot, key: this.#serialOf(entry) });
    this.#push({ kind: 'grow', from: this.#table.length, to: grown.length });
    for (const [from, entry] of this.#table.entries()) {
      const to = entry && places.get(entry);
      if (entry !== undefined && to !== undefined)
        this.#push({ kind: 'copy', from, to, key: this.#serialOf(entry) });
    }
  }

  #serialOf(entry: MapEntry): number {
    const serial = this.#serials.get(entry) ?? entry.serial;
    this.#serials.set(entry, serial);
    return serial;
  }

  #push(step: WalkStep): void {
    if (this.steps.length < MOST_STEPS) this.steps.push(step);
    else this.cut += 1;
  }
}

function stateOf(entry: Content): SeenEntry {
  if (entry === undefined) return 'empty';
  if (entry instanceof StrongKeyEntry) return 'strong';
  return isStale(entry) ? 'stale' : 'live';
}
