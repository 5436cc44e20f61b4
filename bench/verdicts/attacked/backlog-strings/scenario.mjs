const lines = [];
let n = 0;
export function iteration({ index }) {
  lines.push('line ' + index + ' of the log');
  if (++n % 4 !== 0) lines.shift();
}
