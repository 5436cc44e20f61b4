export function iteration({ index }) {
  performance.mark('a' + index);
  performance.clearMarks('a' + index);
}
