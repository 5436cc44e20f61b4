class Handle {
  constructor(n) {
    this.n = n;
  }
}
const reg = new FinalizationRegistry(() => {});
export async function iterate(v, n) {
  const h = new Handle(n);
  reg.register(h, v === 'leaky' ? (h.self = { h }) : n);
}
