class Event1 {
  constructor(n) {
    this.n = n;
  }
}
let batch = [];
export async function iterate(v, n) {
  batch.push(new Event1(n));
  if (batch.length >= 500) batch = [];
}
