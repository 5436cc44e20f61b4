import { HeapwitnessError } from '../core/errors.js';
import { formatVerdict } from '../render/text/index.js';
import type { InconclusiveResult } from '../check/index.js';

/**
 * The error of a check that came to no verdict, for every function that throws unless a scenario is as expected. It is
 * no `AssertionError`, which a runner might expect: nothing was found out, so no assertion may pass or fail by it.
 */
export function inconclusiveError(result: InconclusiveResult): HeapwitnessError {
  const message = `It could not be told whether the scenario leaks, so nothing can be asserted of it, neither that it does nor that it does not.\n${formatVerdict(result)}`;
  return new HeapwitnessError('ERR_INCONCLUSIVE', message);
}
