/** The result of a function: a value, or a promise of one. */
export type Answer =
  { readonly value: unknown; readonly promise: null } | { readonly promise: Promise<unknown> };

/**
 * Calls a function and returns its result; a thenable is converted to a promise. That must happen in the context of the
 * call: a thenable may start its work only in `then`, and that work belongs to the function.
 */
export function answerOf(fn: () => unknown): Answer {
  const value = fn();
  return isThenable(value) ? { promise: Promise.resolve(value) } : { value, promise: null };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  const canHaveThen = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return canHaveThen && 'then' in value && typeof value.then === 'function';
}
