export function iteration() {
  throw new Error('x'.repeat(50e6));
}
