// 400 Leaked per iteration stay for ever; each iteration also lets go of 400 objects made before the first cycle.
class Entry {
  constructor(i) {
    this.a = i;
    this.b = i;
    this.c = i;
  }
}
class Leaked {
  constructor(i) {
    this.a = i;
    this.b = i;
    this.c = i;
  }
}
const pool = [];
for (let i = 0; i < 1_500_000; i++) pool.push(new Entry(i));
const leaked = [];
export function iteration({ index, variant }) {
  if (variant !== 'nopop') for (let k = 0; k < 400; k++) pool.pop();
  if (variant !== 'closed') for (let k = 0; k < 400; k++) leaked.push(new Leaked(index));
}
// A snapshot of 1.5 million objects takes up to a minute where both cores are loaded.
export const options = { timeoutMs: 300_000 };
