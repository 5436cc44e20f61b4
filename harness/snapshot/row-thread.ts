import { parentPort } from 'node:worker_threads';

import { RowClaims, type RowJob } from './row-claims.js';
import { loadRowKernel } from './row-kernel.js';

/** The second thread of {@link RowTeam}: takes pieces of the sections that it is told of. */
function serve(): void {
  const kernel = loadRowKernel();
  if (!kernel) return;
  parentPort?.on('message', (job: RowJob) => {
    const claims = new RowClaims(job);
    while (claims.step(kernel));
  });
}

serve();
