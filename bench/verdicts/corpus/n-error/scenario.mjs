export function iteration({ index }) {
  try {
    throw new Error('x' + index);
  } catch (e) {
    return e.stack.length;
  }
}
