class Lease {
  constructor(n) {
    this.n = n;
  }
}
const leases = new Map();
let i = 0;
export async function iterate(v, n) {
  leases.set(i++, new Lease(i));
  if (i % 1000 === 0) leases.clear();
}
