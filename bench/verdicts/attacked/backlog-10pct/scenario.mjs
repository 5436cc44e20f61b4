class Job {
  constructor(i) {
    this.i = i;
  }
}
const queue = [];
let n = 0;
export function iteration({ index }) {
  queue.push(new Job(index));
  if (++n % 10 !== 0) queue.shift();
}
