class Job {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Holds nothing but promises that do not settle. */
export const pending = {
  first: new Promise<never>(() => undefined),
  gate: new Promise<never>(() => undefined),
};
let tail: Promise<unknown> = pending.gate;

/** Appends two links to one promise that does not settle, so often. */
export function chainOften(count: number): void {
  for (let index = 0; index < count; index++) {
    const job = new Job(index);
    void pending.first
      .then(function first() {
        return job.index;
      })
      .then(function second() {
        return job.index;
      });
  }
}

/** Appends to the end of one chain, so often. */
export function appendOften(count: number): void {
  for (let index = 0; index < count; index++) {
    const job = new Job(index);
    tail = tail.then(function write() {
      return job.index;
    });
  }
}
