// A doubly linked list held at both ends (Vue's Dep in development, LRU caches, job queues): nobody removes a node.
class Node {
  next = null;
  prev = null;
  constructor(job) {
    this.job = job;
  }
}
class Job {
  constructor(i) {
    this.id = i;
  }
}
class Queue {
  head = null;
  tail = null;
  add(job) {
    const node = new Node(job);
    if (this.tail) {
      node.prev = this.tail;
      this.tail.next = node;
    } else this.head = node;
    this.tail = node;
  }
}
const otherUnrelatedThing = new Queue();
export function iteration({ index }) {
  otherUnrelatedThing.add(new Job(index));
}
