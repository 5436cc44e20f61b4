class Thing {
  data = [1, 2, 3];
}
const held = [];
let done = false;
Promise.prototype.then = function () {
  throw new Error('patched then');
};
export async function iteration({ index, variant }) {
  const t = new Thing();
  if (variant === 'leak') held[held.length] = t;
}
