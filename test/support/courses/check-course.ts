import { judge, type Judgement } from '../../../harness/check/judge/judge.js';
import { resolveOptions } from '../../../harness/check/options/resolved-options.js';
import type { CheckOptions } from '../../../harness/check/options/check-options.js';
import { runCheck } from '../../../harness/check/run/run-check.js';
import { FakeSubject } from './fake-subject.js';
import type { FakeScenario } from './fake-scenario.js';

/** What is said of a scenario that is told by formulas, after how many iterations, of all and of each isolate at least. */
export type JudgedCourse = Judgement & { readonly iterations: number; readonly fewest: number };

/** Runs and judges a scenario that is told by formulas, as a check does with a real one. */
export async function checkCourse(scenario: FakeScenario, given: CheckOptions = {}): Promise<JudgedCourse> {
  const options = resolveOptions(given);
  const subject = new FakeSubject(scenario, options.sensitivity);
  const { allowGrowth, ignore, knownLeaks, sensitivity } = options;
  const run = await runCheck(subject, options, {
    deadline: performance.now() + 10_000_000,
    onStep: () => undefined,
    policy: {
      allowGrowth,
      ignore,
      knownLeaks,
      sensitivity,
      scenario: 'course',
      today: new Date('2026-01-01'),
    },
    historyOf: () => subject.historyOf(),
    pause: () => Promise.resolve(),
  });
  return { ...judge(run, options), iterations: subject.done, fewest: subject.fewest };
}
