const K = (0, eval)('(class constructor { a = 1 })');
const held = [];
export function iteration() {
  held.push(new K());
}
