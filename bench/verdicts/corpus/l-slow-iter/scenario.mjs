const list = [];
class Slow {}
export async function iteration({ index }) {
  await new Promise((r) => setTimeout(r, 15));
  list.push(new Slow());
}
