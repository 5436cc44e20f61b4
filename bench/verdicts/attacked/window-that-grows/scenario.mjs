// a window by time whose width is doubled by mistake at each tick of 500
class Ev {
  constructor(i) {
    this.i = i;
  }
}
const w = [];
let width = 100;
let n = 0;
export function iteration({ index }) {
  w.push(new Ev(index));
  if (++n % 500 === 0) width += 100;
  while (w.length > width) w.shift();
}
