const app = new AbortController();
import { setMaxListeners } from 'node:events';
setMaxListeners(0, app.signal);
class Task {
  constructor(n) {
    this.n = n;
  }
  cancel() {}
}
export async function iterate(v, n) {
  const t = new Task(n);
  const stop = () => t.cancel();
  app.signal.addEventListener('abort', stop);
  await null;
  if (v === 'fixed') app.signal.removeEventListener('abort', stop);
}
