// A queue in a circular buffer that doubles when it is full; slots that were read are not cleared, so old messages stay.
class Message {
  constructor(number) {
    this.number = number;
  }
}

class Queue {
  slots = new Array(16);
  head = 0;
  size = 0;

  push(message) {
    const { slots } = this;
    if (this.size === slots.length) {
      const inOrder = [...slots.slice(this.head), ...slots.slice(0, this.head)];
      this.slots = inOrder.concat(new Array(slots.length));
      this.head = 0;
    }
    this.slots[(this.head + this.size) % this.slots.length] = message;
    this.size++;
  }

  shift() {
    const message = this.slots[this.head];
    this.head = (this.head + 1) % this.slots.length;
    this.size--;
    return message;
  }
}

const queue = new Queue();

export function iteration({ index, variant }) {
  for (let at = 0; at < 10; at++) queue.push(new Message(10 * index + at));
  // A consumer that is too slow, or one that is slow only until 4,000 messages wait.
  const read = variant === 'bounded' && queue.size > 4000 ? 10 : 9;
  for (let at = 0; at < read; at++) queue.shift();
}
