import type { LeakTrace } from '../../../retention/index.js';
import type { ShownLook } from '../../model/shown-look.js';

/** Returns the last look into each worker, in the order in which they were taken. */
export function lastLooks(looks: readonly ShownLook[]): ShownLook[] {
  const last = new Map(looks.map((look) => [look.worker, look]));
  return looks.filter((look) => last.get(look.worker) === look);
}

/** Returns what retains a value in the end: the trace of the latest look that has one; `null` if none has. */
export function lastTrace(looks: readonly ShownLook[]): LeakTrace | null {
  return lastLooks(looks).findLast(({ trace }) => trace !== null)?.trace ?? null;
}
