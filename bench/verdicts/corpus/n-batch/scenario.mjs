let q = [];
class Job {
  constructor(n) {
    this.n = n;
  }
}
export async function iteration({ index }) {
  q.push(new Job(index));
  if (q.length >= 128) {
    const b = q;
    q = [];
    await Promise.all(b.map(async (j) => j.n));
  }
}
