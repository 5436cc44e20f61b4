import type { Counts } from '../../../workshop/index.js';
import type { ShownLook, ShownPath } from '../../model/shown-look.js';

/** State of an entry: key retained, key retained by the entry itself, key collected, entry removed. */
export type EntryState = 'held' | 'strong' | 'dead' | 'removed';

/** Returns the state that all entries have, at one look or at the last looks into several workers; `null` if none. */
export function entryStateOf(
  { keys, values, staleEntries }: Counts,
  { tables }: Pick<ShownLook, 'tables'>,
): EntryState | null {
  const slots = tables.map((table) => table.slots).join('');
  if (staleEntries > 0 && keys === 0 && values > 0) return 'dead';
  if (keys === 0 && values === 0 && /^\.+$/u.test(slots)) return 'removed';
  if (values > 0 && staleEntries === 0 && /^[K.]*K[K.]*$/u.test(slots)) return 'strong';
  if (values > 0 && staleEntries === 0 && /^[L.]*L[L.]*$/u.test(slots)) return 'held';
  return null;
}

/** DevTools ids of the nodes that a picture shows. */
export interface PictureIds {
  readonly thread?: number | undefined;
  readonly map?: number | undefined;
  readonly entry?: number | undefined;
  readonly value?: number | undefined;
}

/** Returns the ids of a path's nodes, if it is the path that the picture shows. */
export function pictureIds(path: ShownPath | null): PictureIds {
  const steps = path?.steps ?? [];
  const map = steps.findIndex(({ nodeName }) => nodeName.endsWith('ThreadLocalMap'));
  const entry = steps.findIndex(({ nodeName }) => nodeName.endsWith('Entry'));
  if (map < 1 || entry < map) return {};
  return {
    thread: steps[map - 1]?.nodeId,
    map: steps[map]?.nodeId,
    entry: steps[entry]?.nodeId,
    value: entry === steps.length - 2 ? steps.at(-1)?.nodeId : undefined,
  };
}
