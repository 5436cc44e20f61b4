const list = [];
class Big {
  constructor() {
    this.d = new Array(20000).fill(1.5);
  }
}
export function iteration({ index }) {
  list.push(new Big());
}
