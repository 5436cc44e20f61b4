const o = {};
export function iteration({ index }) {
  o[Symbol('s' + index)] = 1;
}
