import { execFile } from 'node:child_process';
export async function iteration() {
  await new Promise((r, j) => execFile('true', (e) => (e ? j(e) : r())));
}
