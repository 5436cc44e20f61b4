import { AssertionError } from 'node:assert';
import { checkLeaks } from '../check/index.js';
import { formatVerdict } from '../render/text/index.js';
import { awaited } from './awaited.js';
import { inconclusiveError } from './inconclusive-error.js';
import type { CheckOptions, CleanResult, ScenarioSource } from '../check/index.js';

/**
 * Checks a scenario as `checkLeaks` does, and throws unless it is clean; for any test runner. If nobody awaits it, the
 * process fails at its end.
 *
 * @throws {AssertionError} when it leaks; its message is the verdict with the traces, `actual` is the verdict, `expected`
 * is `clean`
 * @throws {HeapwitnessError} `ERR_INCONCLUSIVE` when that cannot be told
 * @throws what `checkLeaks` throws
 */
export function assertNoLeaks(scenario: ScenarioSource, options: CheckOptions = {}): Promise<CleanResult> {
  return awaited('assertNoLeaks()', failUnlessClean(scenario, options));
}

/** As `assertNoLeaks`, for callers that await it. */
export async function failUnlessClean(scenario: ScenarioSource, options: CheckOptions): Promise<CleanResult> {
  const result = await checkLeaks(scenario, options);
  if (result.verdict === 'clean') return result;
  if (result.verdict === 'inconclusive') throw inconclusiveError(result);
  throw new AssertionError({
    message: formatVerdict(result),
    actual: result.verdict,
    expected: 'clean',
    operator: 'assertNoLeaks',
    stackStartFn: assertNoLeaks,
  });
}
