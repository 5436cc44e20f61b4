class HeapwitnessChecking {
  list = [];
}
class Thing {}
const k = new HeapwitnessChecking();
export function iteration() {
  k.list.push(new Thing());
}
