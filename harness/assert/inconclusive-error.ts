import { HeapwitnessError } from '../core/errors.js';
import { formatVerdict } from '../render/text/index.js';
import type { InconclusiveResult } from '../check/index.js';

/**
 * The error of a check that came to no verdict, for every function that throws unless a scenario is as expected. It is
 * no `AssertionError`, which a runner might expect: nothing was found out, so no assertion may pass or fail by it.
 */
export function inconclusiveError(result: InconclusiveResult): HeapwitnessError {
  const message = `The check is inconclusive, so neither a leak nor its absence can be asserted.\n${formatVerdict(result)}`;
  return new HeapwitnessError('ERR_INCONCLUSIVE', message);
}
