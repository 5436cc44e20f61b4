export function iteration({ index }) {
  performance.mark('m' + index);
}
