class Req {
  constructor(n) {
    this.n = n;
  }
}
const never = new Promise(() => {});
export async function iteration({ index }) {
  const r = new Req(index);
  await Promise.race([never, Promise.resolve(r)]);
}
