let log = '';
export function iteration({ index }) {
  log += 'line ' + index + ';';
}
