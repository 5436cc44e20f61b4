// A cache of numbers, emptied by one timer of 10 s; `kept` is a leak: the timer fires and deletes nothing.
const cache = new Map();
let timer;
function arm(delay) {
  if (timer !== undefined || cache.size === 0) return;
  timer = setTimeout(sweep, Math.max(1, delay), delay);
  timer.unref();
}
function sweep(delay) {
  timer = undefined;
  for (const [key, until] of cache) if (until <= Date.now()) cache.delete(key);
  arm(delay);
}
export function iteration({ index, variant }) {
  const delay = variant === 'kept' ? 10_000 : Number(variant);
  cache.set(index, variant === 'kept' ? Infinity : Date.now() + delay);
  arm(delay);
}
