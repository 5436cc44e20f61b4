class Job {
  constructor(n) {
    this.n = n;
  }
}
class Slot {
  constructor(n) {
    this.n = n;
  }
}
const spare = [];
const done = [];
export async function setup() {
  for (let i = 0; i < 20000; i++) spare.push(new Job(i));
}
export async function iterate(v, n) {
  spare.pop();
  const j = new Job(n);
  if (v === 'leaky') done.push(j);
}
