import { RowClaims, type RowJob } from './row-claims.js';
import { loadRowKernel } from '../kernel/row-kernel.js';

const kernel = loadRowKernel();

/** The second thread's part of {@link RowTeam}: takes pieces of a section. */
export function work(job: RowJob): void {
  if (!kernel) return;
  const claims = new RowClaims(job);
  while (claims.step(kernel));
}
