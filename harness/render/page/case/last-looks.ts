import type { ShownLook, ShownPath } from '../../model/shown-look.js';

/** The last look into each worker, in the order in which they were taken. */
export function lastLooks(looks: readonly ShownLook[]): ShownLook[] {
  const last = new Map(looks.map((look) => [look.worker, look]));
  return looks.filter((look) => last.get(look.worker) === look);
}

/** What keeps a value alive in the end: the path of the latest last look that has one; `null` when no worker has a value. */
export function lastPath(looks: readonly ShownLook[]): ShownPath | null {
  return lastLooks(looks).findLast(({ path }) => path !== null)?.path ?? null;
}
