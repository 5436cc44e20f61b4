const gens = [];
export function iteration({ index }) {
  function* g() {
    yield index;
    yield 2;
  }
  const it = g();
  it.next();
  gens.push(it);
}
