/** What a function answered: a value, or a promise of one. */
export type Answer =
  { readonly value: unknown; readonly promise: null } | { readonly promise: Promise<unknown> };

/**
 * Calls a function, and makes a promise of what can be awaited, whoever made it. That is to be done where the function
 * is called: what is awaited may do its work only in `then`, and that work is the function's own.
 */
export function answerOf(fn: () => unknown): Answer {
  const value = fn();
  return isThenable(value) ? { promise: Promise.resolve(value) } : { value, promise: null };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  const canHaveThen = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return canHaveThen && 'then' in value && typeof value.then === 'function';
}
