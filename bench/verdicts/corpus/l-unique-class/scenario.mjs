const all = [];
export function iteration({ index }) {
  const C = new Function('return class Model' + index + '{constructor(){this.a={b:1}}}')();
  all.push(new C());
}
