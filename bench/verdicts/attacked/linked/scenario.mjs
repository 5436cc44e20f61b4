let head = null;
class Node2 {
  constructor(n) {
    this.next = n;
  }
}
export function iteration() {
  head = new Node2(head);
}
