const errors = [];
class MyErr extends Error {}
export function iteration({ index }) {
  errors.push(new MyErr('e' + index));
}
