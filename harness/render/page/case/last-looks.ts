import type { ShownLook, ShownPath } from '../../model/shown-look.js';

/** Returns the last look into each worker, in the order in which they were taken. */
export function lastLooks(looks: readonly ShownLook[]): ShownLook[] {
  const last = new Map(looks.map((look) => [look.worker, look]));
  return looks.filter((look) => last.get(look.worker) === look);
}

/** Returns what retains a value in the end: the path of the latest last look that has one; `null` if none has. */
export function lastPath(looks: readonly ShownLook[]): ShownPath | null {
  return lastLooks(looks).findLast(({ path }) => path !== null)?.path ?? null;
}
