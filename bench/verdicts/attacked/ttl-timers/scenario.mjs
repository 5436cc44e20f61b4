// Each entry has a timer of its own that deletes it.
const entries = new Map();
class Entry {
  constructor(index) {
    this.index = index;
  }
}
export function iteration({ index, variant }) {
  entries.set(index, new Entry(index));
  if (variant !== 'kept' || index % 20 !== 0) setTimeout(() => entries.delete(index), 3000);
}
