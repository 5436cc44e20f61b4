class Cached {
  constructor(index) {
    this.index = index;
  }
}
const cache = new Map();
const keys = [];
export function iteration({ index, variant }) {
  const key = `key-${index}`;
  cache.set(key, new Cached(index));
  if (keys.length < 2000) {
    keys.push(key);
    return;
  }
  const at = Math.floor(Math.random() * keys.length);
  // One in four stays, although nothing will ask for it again.
  if (variant !== 'kept' || index % 4 !== 0) cache.delete(keys[at]);
  keys[at] = key;
}
