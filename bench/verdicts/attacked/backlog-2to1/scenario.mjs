// a consumer that is slower than its producer: two jobs come, one is done
class Job {
  constructor(i) {
    this.i = i;
  }
}
const queue = [];
export function iteration({ index }) {
  queue.push(new Job(index), new Job(index));
  queue.shift();
}
