import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
bus.setMaxListeners(0);
class Request {
  constructor(n) {
    this.n = n;
    this.ctx = new RequestContext(n);
  }
}
class RequestContext {
  constructor(n) {
    this.body = [n];
  }
}
export async function iterate(v, n) {
  const r = new Request(n);
  const ctx = r.ctx;
  const onDone = () => ctx.body;
  bus.on('done', onDone);
  if (v === 'fixed') bus.off('done', onDone);
}
