const K = (0, eval)('(class __proto__ { a = 1 })');
const held = [];
export function iteration() {
  held.push(new K());
}
