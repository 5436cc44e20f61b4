const h = [];
class Thing {}
export function* iteration() {
  h.push(new Thing());
}
