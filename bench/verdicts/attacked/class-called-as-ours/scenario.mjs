class HeapwitnessKept {
  values = [];
}
class Thing {}
const k = new HeapwitnessKept();
export function iteration() {
  k.values.push(new Thing());
}
