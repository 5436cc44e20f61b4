const h = [];
class Thing {}
export async function* iteration() {
  h.push(new Thing());
}
