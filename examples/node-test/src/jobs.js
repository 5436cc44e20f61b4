export class Job {
  constructor(name) {
    this.name = name;
  }
}

const running = new Set();

/** Runs a job; one that fails is not taken off the list. */
export async function run(job, work) {
  running.add(job);
  await work();
  running.delete(job);
}
