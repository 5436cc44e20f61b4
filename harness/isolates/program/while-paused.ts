import type { InspectorSession } from './connected/index.js';

/** Time limit of a short request. */
const SHORT_MS = 5000;

/**
 * Pauses an isolate by its debugger until some work is done, if it waits in `Atomics.wait()` and so does not turn its
 * event loop. V8 loses the termination of a thread that comes meanwhile, so this is only for isolates that cannot be
 * read otherwise.
 *
 * An isolate that runs is left alone: V8 aborts the process if it pauses where a function is about to begin.
 *
 * @param limitMs time limit, also for an isolate that is busy
 * @returns whether it was paused, and the work is done
 * @throws {VisitError} when the isolate ends or does not answer; otherwise what `work` throws
 */
export async function whilePaused(
  session: InspectorSession,
  work: Promise<unknown>,
  limitMs: number,
): Promise<boolean> {
  await session.post('Debugger.enable', {}, limitMs);
  const pause = session.expect('Debugger.paused');
  // It is answered when the isolate goes on, or at once if it does not wait.
  const expression = `(${pauseIfWaiting.toString()})()`;
  const over = Promise.allSettled([session.post('Runtime.evaluate', { expression, silent: true }, limitMs)]);
  try {
    const isPaused = await Promise.race([pause.happened.then(() => true), over.then(() => false)]);
    if (isPaused) await work;
    return isPaused;
  } finally {
    // Only now: if Node reads this request together with the one that pauses, it never carries it out, nor any later one.
    if (pause.forget()) await session.post('Debugger.resume', {}, SHORT_MS).catch(() => undefined);
    await session.post('Debugger.disable', {}, SHORT_MS).catch(() => undefined);
  }
}

/** Runs in the isolate. The check and the pause are one piece of code, so that the isolate cannot go on in between. */
function pauseIfWaiting(): void {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 4;
    const { stack } = new Error();
    Error.stackTraceLimit = stackTraceLimit;
    // eslint-disable-next-line no-debugger
    if (/\bAtomics\.wait \(<anonymous>\)/.test(String(stack))) debugger;
  } catch {
    // Code of the isolate may have made Error its own.
  }
}
