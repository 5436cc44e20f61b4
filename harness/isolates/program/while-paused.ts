import { delay } from '../../core/captured-timers.js';
import type { InspectorSession } from './connected/index.js';

/** Time limit of a short request. */
const SHORT_MS = 5000;
/** Number of requests to go on, until the isolate does. */
const TRIES = 5;

/**
 * Pauses an isolate by its debugger, wherever its code is, until some work is done. V8 loses the termination of a thread
 * that comes meanwhile, so this is only for isolates that cannot be read otherwise.
 *
 * @param limitMs time limit, also for an isolate that is busy
 * @throws {VisitError} when the isolate ends or does not answer; otherwise what `work` throws
 */
export async function whilePaused<T>(
  session: InspectorSession,
  work: Promise<T>,
  limitMs: number,
): Promise<T> {
  await session.post('Debugger.enable', {}, limitMs);
  const paused = Promise.allSettled([session.event('Debugger.paused', limitMs)]);
  // It is answered when the isolate goes on; the answer shows nothing.
  const pause = { expression: 'debugger', silent: true };
  const over = Promise.allSettled([session.post('Runtime.evaluate', pause, limitMs)]);
  try {
    return await work;
  } finally {
    // Node does not carry out a request to go on that it reads together with the one that pauses: the isolate would
    // stay paused for ever. The work may be done before the isolate is paused at all.
    await Promise.race([paused, over]);
    for (let tries = 0; tries < TRIES && !session.hasEnded; tries++) {
      await session.post('Debugger.resume', {}, SHORT_MS).catch(() => undefined);
      if (await Promise.race([over.then(() => true), delay(SHORT_MS / TRIES).then(() => false)])) break;
    }
    await session.post('Debugger.disable', {}, SHORT_MS).catch(() => undefined);
  }
}
