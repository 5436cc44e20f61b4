// an arena of chunks of 1024 cells, none is ever released
class Cell {
  constructor(i) {
    this.i = i;
  }
}
class Chunk {
  cells = new Array(1024);
  used = 0;
}
const chunks = [new Chunk()];
export function iteration({ index }) {
  let c = chunks.at(-1);
  if (c.used === 1024) chunks.push((c = new Chunk()));
  c.cells[c.used++] = new Cell(index);
}
