import { rejectOnAbort } from '../../core/reject-on-abort.js';
import { macrotask } from '../../core/captured-timers.js';

/**
 * The same chunks, from a source that may be slow: an abort is reported at once, without waiting for the source.
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
    // Ctrl-C ends whoever writes into a pipe too. A signal that came before the end is told when the event loop asks
    // the system the next time: after this turn, and before the end of the next one.
    await macrotask();
    await macrotask();
    signal.throwIfAborted();
  } finally {
    const closing = Promise.resolve(iterator.return?.());
    // What waits closes when it has what it waits for; all others have closed within a turn.
    await (isWaiting ? Promise.race([closing.catch(() => undefined), macrotask()]) : closing);
  }
}
