import { rejectOnAbort } from '../../core/reject-on-abort.js';
import { macrotask } from '../../core/captured-timers.js';

/**
 * Yields the same chunks from a source that may be slow, and reports an abort at once, without waiting for the source.
 *
 * @throws the signal's reason when it aborts
 */
export async function* untilAborted<Piece>(
  pieces: AsyncIterable<Piece>,
  signal: AbortSignal,
): AsyncGenerator<Piece, void, undefined> {
  const iterator = pieces[Symbol.asyncIterator]();
  let isWaiting = false;
  try {
    for (;;) {
      isWaiting = true;
      const next = await rejectOnAbort(iterator.next(), signal);
      isWaiting = false;
      if (next.done === true) break;
      yield next.value;
    }
    // Ctrl-C also ends the process that writes into a pipe. The event loop reports a signal that arrived before the end
    // when it next polls: after this turn, and before the end of the next one.
    await macrotask();
    await macrotask();
    signal.throwIfAborted();
  } finally {
    const closing = Promise.resolve(iterator.return?.());
    // A source that is waiting closes only when its wait is over; all others close within a turn.
    await (isWaiting ? Promise.race([closing.catch(() => undefined), macrotask()]) : closing);
  }
}
