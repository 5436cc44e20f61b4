class Ev {
  constructor(i) {
    this.i = i;
  }
}
class Day {
  byId = new Map();
}
const days = {};
export function iteration({ index }) {
  const d = (days[`d${Math.floor(index / 1500)}`] ??= new Day());
  d.byId.set('e' + index, new Ev(index));
}
