import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { KEY_CLASS } from './census.js';
import { entriesIn } from './tables/index.js';

/** Numbers of objects that are new since an earlier look, and of those that have been collected. */
export interface LookChange {
  readonly came: number;
  readonly went: number;
}

/** The changes between two looks into one worker, object by object. */
export interface LookChanges {
  readonly keys: LookChange;
  readonly values: LookChange;
  /** Number of entries that were stale at the earlier look and are in no table any more. */
  readonly expunged: number;
}

/** The ids of the objects that a look counts. V8 keeps the id of an object for as long as it lives. */
export interface LookIds {
  readonly maps: ReadonlySet<number>;
  readonly keys: ReadonlySet<number>;
  readonly values: ReadonlySet<number>;
  readonly entries: ReadonlySet<number>;
  readonly staleEntries: ReadonlySet<number>;
}

/** Returns the ids of what a look counts. */
export function lookIds(heap: HeapGraph, valueClasses: readonly string[]): LookIds {
  const ids = (nodes: readonly NodeOrdinal[]): Set<number> => new Set(nodes.map((node) => heap.id(node)));
  const instances = (name: string): NodeOrdinal[] => heap.instances(name, { subclasses: true });
  const entries = entriesIn(heap);
  return {
    maps: ids(instances('ThreadLocalMap')),
    keys: ids(instances(KEY_CLASS)),
    values: ids(valueClasses.flatMap(instances)),
    entries: ids(entries.map(({ entry }) => entry)),
    staleEntries: ids(entries.filter(({ state }) => state === 'stale').map(({ entry }) => entry)),
  };
}

/**
 * Returns what came and went between two looks; `null` if no map is the same at both, because the ids are then of
 * different processes, or were assigned anew.
 */
export function changesBetween(before: LookIds, now: LookIds): LookChanges | null {
  const isSame = [...before.maps].some((id) => now.maps.has(id));
  if (before.maps.size > 0 && now.maps.size > 0 && !isSame) return null;
  return {
    keys: change(before.keys, now.keys),
    values: change(before.values, now.values),
    expunged: without(before.staleEntries, now.entries),
  };
}

function change(before: ReadonlySet<number>, now: ReadonlySet<number>): LookChange {
  return { came: without(now, before), went: without(before, now) };
}

function without(ids: ReadonlySet<number>, others: ReadonlySet<number>): number {
  return [...ids].filter((id) => !others.has(id)).length;
}
