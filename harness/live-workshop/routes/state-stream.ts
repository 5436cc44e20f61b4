import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

const HEARTBEAT_MS = 15_000;

/** Something that changes, and can be asked for what it is now. */
export interface Watched<T> {
  readonly now: () => T;
  /** Calls the listener after each change, until the returned function is called. */
  readonly onChange: (listener: () => void) => () => void;
}

/**
 * Sends what is watched as server-sent events: now, and after each change. A client that reads slowly gets the newest
 * state, not all that it missed.
 *
 * @param ended called when the client has gone
 */
export function streamState<T>(context: Context, watched: Watched<T>, ended: () => void): Response {
  return streamSSE(context, async (stream) => {
    let wake = (): void => undefined;
    let changed = true;
    const notice = (): void => {
      changed = true;
      wake();
    };
    const stopListening = watched.onChange(notice);
    const heartbeat = setInterval(() => wake(), HEARTBEAT_MS);
    stream.onAbort(() => wake());
    try {
      while (!stream.aborted && !stream.closed) {
        if (changed) {
          changed = false;
          await stream.writeSSE({ event: 'state', data: JSON.stringify(watched.now()) });
        } else {
          await stream.writeSSE({ event: 'alive', data: '' });
        }
        if (changed || stream.aborted) continue;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      clearInterval(heartbeat);
      stopListening();
      ended();
    }
  });
}
