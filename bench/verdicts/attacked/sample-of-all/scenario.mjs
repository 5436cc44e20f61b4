class Sample {
  constructor(ms) {
    this.ms = ms;
  }
}
const sample = [];
const all = [];
let seen = 0;
export function iteration({ variant }) {
  const one = new Sample(Math.random() * 100);
  seen++;
  if (variant === 'kept') all.push(one);
  const at = sample.length < 500 ? sample.length : Math.floor(Math.random() * seen);
  if (at < 500) sample[at] = one;
}
