import { performance } from 'node:perf_hooks';
export async function iterate(v, n) {
  performance.mark('work-' + n);
  if (v === 'fixed') performance.clearMarks('work-' + n);
}
