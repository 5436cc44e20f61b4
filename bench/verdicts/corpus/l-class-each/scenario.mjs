const all = [];
export function iteration({ index }) {
  const C = {
    ['Model' + index]: class {
      constructor() {
        this.n = index;
      }
    },
  }['Model' + index];
  all.push(new C());
}
