class Thing {
  data = [1, 2, 3];
}
const held = [];
let done = false;
globalThis.gc = () => {
  throw new Error('no gc for you');
};
export async function iteration({ index, variant }) {
  const t = new Thing();
  if (variant === 'leak') held[held.length] = t;
}
