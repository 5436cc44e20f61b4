import { ThreadLocal } from '../../../../dist/harness/workshop/thread-local/index.js';
class Sess {
  constructor(tl) {
    this.tl = tl;
  }
}
export function iteration({ variant }) {
  const tl = new ThreadLocal();
  tl.set(new Sess(variant === 'nocycle' ? null : tl));
}
