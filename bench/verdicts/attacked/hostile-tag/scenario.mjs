class Head {
  constructor() {
    this.inner = Object.create({ [Symbol.toStringTag]: '\x1b]0;pwned\x07\x1b[2J\x1b[31mEVIL\u202e' });
    this.more = { [Symbol.toStringTag]: '\x1b[41mTAG\x9b31m' };
  }
}
const held = new Map();
export function iteration({ index }) {
  held.set(index, new Head());
}
