import dc from 'node:diagnostics_channel';
class Tracer {
  constructor(n) {
    this.n = n;
    this.on = () => this.n;
  }
}
export async function iterate(v, n) {
  const t = new Tracer(n);
  dc.subscribe('app:req', t.on);
  if (v === 'fixed') dc.unsubscribe('app:req', t.on);
}
