const a = [];
export function iteration({ index }) {
  a.push(index);
}
