/**
 * The outcome of a promise, or the signal's reason when that aborts first. No `Promise.race`: a signal that lives long
 * would keep what it raced with.
 *
 * @throws the signal's reason when it aborts, or has aborted before
 */
export function rejectOnAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
