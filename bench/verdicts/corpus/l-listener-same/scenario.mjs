import { EventEmitter } from 'node:events';
class Bus extends EventEmitter {}
const e = new Bus();
e.setMaxListeners(0);
const f = () => {};
export function iteration() {
  e.on('x', f);
}
