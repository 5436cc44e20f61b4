class Link {
  constructor(next) {
    this.next = next;
  }
}
let head = null;
export function iteration() {
  head = new Link(head);
}
