import type { InspectorSession } from './connected/index.js';

/** Time limit of a short request. */
const SHORT_MS = 5000;

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
  // It is answered when the isolate goes on; the answer shows nothing.
  const paused = session.post('Runtime.evaluate', { expression: 'debugger', silent: true }, limitMs);
  paused.catch(() => undefined);
  try {
    return await work;
  } finally {
    await session.post('Debugger.resume', {}, SHORT_MS).catch(() => undefined);
    await session.post('Debugger.disable', {}, SHORT_MS).catch(() => undefined);
  }
}
