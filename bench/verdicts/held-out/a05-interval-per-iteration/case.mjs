class Poller {
  constructor(n) {
    this.n = n;
    this.t = setInterval(() => this.poll(), 60000);
    this.t.unref();
  }
  poll() {
    this.n++;
  }
  stop() {
    clearInterval(this.t);
  }
}
export async function iterate(v, n) {
  const p = new Poller(n);
  if (v === 'fixed') p.stop();
}
