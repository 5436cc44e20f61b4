const refs = [];
export function iteration({ index }) {
  refs.push(new WeakRef({ index }));
}
