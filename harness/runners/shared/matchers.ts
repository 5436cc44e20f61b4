import { awaitedIn, collectabilityOf, inconclusiveError } from '../../assert/index.js';
import { checkLeaks, type CheckOptions, type ScenarioSource } from '../../check/index.js';
import { formatVerdict } from '../../render/text/index.js';

/** What a matcher of jest or vitest returns. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What jest and vitest say to a matcher. */
interface MatcherState {
  readonly isNot?: boolean;
  readonly currentTestName?: string | undefined;
}

/** Matchers for `expect.extend` of jest and vitest. An inconclusive check rejects a matcher and its opposite. */
export const matchers = {
  /** Checks a scenario: `await expect(scenario).not.toLeak()`. */
  toLeak(this: MatcherState, received: unknown, options: CheckOptions = {}): Promise<MatcherResult> {
    return awaitedIn(this.currentTestName, 'expect().toLeak()', leakOf(received as ScenarioSource, options));
  },
  /** Collects garbage: `await expect(new WeakRef(object)).toBeCollectable()`. */
  toBeCollectable(this: MatcherState, received: unknown): Promise<MatcherResult> {
    const check = collected(received, this.isNot !== true);
    return awaitedIn(this.currentTestName, 'expect().toBeCollectable()', check);
  },
};

async function leakOf(scenario: ScenarioSource, options: CheckOptions): Promise<MatcherResult> {
  const result = await checkLeaks(scenario, options);
  if (result.verdict === 'inconclusive') throw inconclusiveError(result);
  const text = formatVerdict(result);
  const pass = result.verdict === 'leak';
  const message = pass
    ? `expected the scenario not to leak:\n${text}`
    : `expected the scenario to leak, but no leak was found:\n${text}`;
  return { pass, message: () => message };
}

async function collected(subject: unknown, explains: boolean): Promise<MatcherResult> {
  const { isCollected, aliveText, collectedText } = await collectabilityOf(subject, explains);
  return { pass: isCollected, message: () => (isCollected ? collectedText : aliveText) };
}
