const m = new Map();
export function iteration({ index }) {
  m.set(index % 2000, index);
}
