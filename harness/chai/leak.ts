import { HeapwitnessError } from '../core/errors.js';
import { checkLeaks } from '../check/index.js';
import { formatVerdict } from '../render/text/index.js';
import { inconclusiveError } from '../assert/index.js';
import type { CheckOptions, CheckResult } from '../check/index.js';

type Subject = Parameters<typeof checkLeaks>[0];

/** Implements `leak(options)`: checks a scenario. An inconclusive check fails, also if the assertion is negated. */
export async function assertLeak(
  assertion: Chai.AssertionStatic,
  utils: Chai.ChaiUtils,
  options: CheckOptions,
): Promise<void> {
  const result = await checkLeaks(requireScenario(utils.flag(assertion, 'object')), options);
  if (result.verdict === 'inconclusive') throw inconclusiveError(result);
  const told = formatVerdict(result);
  assertion.assert(
    result.verdict === 'leak',
    `expected the scenario to leak, but no leak was found:\n${told}`,
    `expected the scenario not to leak:\n${told}`,
    { verdict: utils.flag(assertion, 'negate') === true ? 'clean' : 'leak' },
    actualOf(result),
    false,
  );
}

/** Returns the `actual` of an assertion: small, and without the scenario's objects, because test runners retain it. */
function actualOf({ verdict, findings }: CheckResult): unknown {
  const leaks = findings.map(({ className, fingerprint, perIteration }) => ({
    className,
    fingerprint,
    perIteration,
  }));
  return leaks.length === 0 ? { verdict } : { verdict, leaks };
}

function requireScenario(subject: unknown): Subject {
  const isModule = typeof subject === 'string' || subject instanceof URL;
  const isCode = typeof subject === 'function' || (typeof subject === 'object' && subject !== null);
  if (isModule || isCode) return subject as Subject;
  throw new HeapwitnessError(
    'ERR_USAGE',
    `leak() needs a scenario, got ${subject === null ? 'null' : typeof subject}. ` +
      'Write expect(new URL("./a.scenario.js", import.meta.url)).to.not.leak(), or pass the function to repeat.',
  );
}
