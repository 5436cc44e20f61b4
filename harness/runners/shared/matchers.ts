import { awaitedIn, collectabilityOf, inconclusiveError, type MatcherCall } from '../../assert/index.js';
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
    return awaitedIn(callOf(this, 'expect().toLeak()'), (signal) => {
      const signals = options.signal === undefined ? [signal] : [signal, options.signal];
      return leakOf(received as ScenarioSource, { ...options, signal: AbortSignal.any(signals) });
    });
  },
  /** Collects garbage: `await expect(new WeakRef(object)).toBeCollectable()`. */
  toBeCollectable(this: MatcherState, received: unknown): Promise<MatcherResult> {
    return awaitedIn(callOf(this, 'expect().toBeCollectable()'), () =>
      collected(received, this.isNot !== true),
    );
  },
};

function callOf({ isNot, currentTestName }: MatcherState, call: string): MatcherCall<MatcherResult> {
  const ifForgotten = { pass: isNot !== true, message: () => call };
  return { call, test: currentTestName, ifForgotten };
}

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
