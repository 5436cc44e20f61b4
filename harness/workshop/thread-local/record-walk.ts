import type { AnyThreadLocal } from './entry.js';
import { homeSlot } from './slots.js';
import { TableRecorder } from './table-recorder.js';
import type { ThreadLocalMap } from './thread-local-map.js';
import type { Walk } from './walk.js';

/** The operation of a map that is recorded. */
export interface RecordedOperation {
  readonly operation: Walk['operation'];
  readonly key: AnyThreadLocal;
}

/**
 * Runs one operation of a map and records its walk. The map's code is the same as without a recording: only during the
 * call its `table` is a proxy of the real one.
 *
 * Growth must be the last thing that `run` does to the map, as it is in every operation of a map: what is done to the
 * longer table is not recorded.
 *
 * @throws what `run` throws; the map is then left as plain as it was
 */
export function recordWalk<Result>(
  map: ThreadLocalMap,
  { operation, key }: RecordedOperation,
  run: () => Result,
): { readonly result: Result; readonly walk: Walk } {
  const { length } = map.table;
  const serial = key.threadLocalSerial;
  const recorder = new TableRecorder(map);
  let result: Result;
  try {
    result = run();
  } finally {
    recorder.end();
  }
  if (operation === 'set') recorder.endAtEntryOf(serial);
  const walk: Walk = {
    operation,
    key: serial,
    home: homeSlot(key.threadLocalHashCode, length),
    length,
    steps: recorder.steps,
    cut: recorder.cut,
    lengthAfter: map.table.length,
    sizeAfter: map.size,
  };
  return { result, walk };
}
