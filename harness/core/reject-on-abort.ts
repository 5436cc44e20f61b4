/**
 * Settles like a promise, or rejects with the signal's reason if that aborts first. Does not use `Promise.race`,
 * because a long-lived signal would retain everything it raced with.
 *
 * @throws the signal's reason when it aborts or is already aborted
 */
export function rejectOnAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
