class Thing {
  data = [1, 2, 3];
}
const held = [];
let done = false;
Object.hasOwn = () => false;
Object.prototype.hasOwnProperty = () => false;
export async function iteration({ index, variant }) {
  const t = new Thing();
  if (variant === 'leak') held[held.length] = t;
}
