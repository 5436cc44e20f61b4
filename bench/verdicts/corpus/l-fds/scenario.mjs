import { openSync } from 'node:fs';
export function iteration() {
  openSync('/dev/null');
}
