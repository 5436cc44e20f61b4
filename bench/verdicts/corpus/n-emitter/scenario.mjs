import { EventEmitter, once } from 'node:events';
const e = new EventEmitter();
export async function iteration() {
  const p = once(e, 'x');
  e.emit('x', {});
  await p;
}
