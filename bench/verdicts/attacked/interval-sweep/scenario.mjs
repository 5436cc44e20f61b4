// A cache that an interval of 3 s sweeps of what is older than 3 s: nothing lives longer than 6 s. `kept` is a leak: the
// interval runs and deletes nothing.
class Entry {
  constructor(until) {
    this.until = until;
  }
}
const objects = new Map();
const numbers = new Map();
setInterval(() => {
  for (const [key, entry] of objects) if (entry.until <= Date.now()) objects.delete(key);
  for (const [key, until] of numbers) if (until <= Date.now()) numbers.delete(key);
}, 3000).unref();
export function iteration({ index, variant }) {
  const until = variant === 'kept' ? Infinity : Date.now() + 3000;
  if (variant === 'numbers') numbers.set(index, until);
  else objects.set(index, new Entry(until));
}
