let list = [];
export function iteration({ index }) {
  list = [...list, index];
}
