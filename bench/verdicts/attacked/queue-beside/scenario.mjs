// a queue whose consumer is too slow, beside objects of its class that come and go
class Job {
  constructor(at) {
    this.at = at;
  }
}
const queue = [];
const slots = [];
let live = [];
let count = 0;

const beside = {
  /** A table with holes: each slot is filled or emptied at random. */
  slots() {
    for (let at = 0; at < Math.random() * 40; at++)
      slots[Math.floor(Math.random() * 500)] = Math.random() < 0.5 ? new Job(at) : null;
  },
  /** Waves: more live now, fewer later. */
  waves() {
    live = live.filter(() => Math.random() > 0.02);
    for (let at = 0; at < 6 + 6 * Math.sin(count / 300); at++) live.push(new Job(at));
  },
};

export function iteration({ variant }) {
  queue.push(new Job(count++), new Job(count++));
  queue.shift();
  beside[variant]();
}
