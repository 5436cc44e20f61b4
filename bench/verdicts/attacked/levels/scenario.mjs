// entries move up through 6 levels, each ten times larger (an LSM tree without deletion)
class E {
  constructor(i) {
    this.i = i;
  }
}
const levels = Array.from({ length: 6 }, () => []);
export function iteration({ index }) {
  levels[0].push(new E(index));
  for (let l = 0; l < 5; l++)
    if (levels[l].length >= 40 * 8 ** l) {
      levels[l + 1].push(...levels[l]);
      levels[l] = [];
    }
}
