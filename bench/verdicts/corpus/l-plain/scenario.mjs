const list = [];
export function iteration({ index }) {
  list.push({ index });
}
