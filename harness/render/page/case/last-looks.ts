import type { LeakTrace } from '../../../retention/index.js';
import type { ShownLook } from '../../model/shown-look.js';

/** Returns the last look into each worker, in the order in which they were taken. */
export function lastLooks(looks: readonly ShownLook[]): ShownLook[] {
  const last = new Map(looks.map((look) => [look.worker, look]));
  return looks.filter((look) => last.get(look.worker) === look);
}

/** Returns what retains a value in the end: the trace of the latest look that has one; `null` if none has. */
export function lastTrace(looks: readonly ShownLook[]): LeakTrace | null {
  return lookWithTrace(looks)?.trace ?? null;
}

/** A reference from a value back to its own key, as the snapshot of {@link lastTrace} has it. */
export interface KeyBehind {
  /** As in code, such as `.holder`. */
  readonly reference: string;
  readonly className: string;
}

/** Returns where the chain to a value goes on to the key of its entry; `null` if it does not. */
export function keyBehind(looks: readonly ShownLook[]): KeyBehind | null {
  const look = lookWithTrace(looks);
  const end = look?.trace?.nodes.at(-1)?.className;
  for (const { key, values, valueToKey } of look?.pictures ?? []) {
    if (key !== null && valueToKey !== null && values.at(-1)?.className === end)
      return { reference: valueToKey, className: key.className };
  }
  return null;
}

function lookWithTrace(looks: readonly ShownLook[]): ShownLook | undefined {
  return lastLooks(looks).findLast(({ trace }) => trace !== null);
}
