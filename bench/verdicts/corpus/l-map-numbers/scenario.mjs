const registry = new Map();
export function iteration({ index }) {
  registry.set(index, index);
}
