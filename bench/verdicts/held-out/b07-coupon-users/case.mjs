class User {
  constructor(id) {
    this.id = id;
  }
}
const users = new Map();
let seed = 42;
const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
export async function iterate(v, n) {
  const id = Math.floor(rnd() * 600);
  if (!users.has(id)) users.set(id, new User(id));
  return users.size;
}
