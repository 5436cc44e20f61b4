class Point {
  constructor(at, value) {
    this.at = at;
    this.value = value;
  }
}
let series = [];
let step = 1;
export function iteration({ index, variant }) {
  if (index % step !== 0) return;
  series.push(new Point(index, Math.random()));
  if (series.length < 256 || variant === 'kept') return;
  series = series.filter((_, at) => at % 2 === 0);
  step *= 2;
}
