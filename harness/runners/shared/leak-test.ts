import { failUnlessClean } from '../../assert/index.js';
import { type CheckOptions, DEFAULT_TIMEOUT_MS, type ScenarioContext } from '../../check/index.js';
import { HeapwitnessError } from '../../core/errors.js';
import { shownValue } from '../../core/shown-value.js';

/** Options of a leak test: those of a check that need no worker, and what is done around each iteration. */
export interface LeakTestOptions extends Omit<
  CheckOptions,
  'backend' | 'execArgv' | 'resourceLimits' | 'worker'
> {
  /** Called before each iteration; awaited. Hooks of the runner run once per test. */
  readonly beforeIteration?: ((context: ScenarioContext) => unknown) | undefined;
  /** Called after each iteration, also if it throws; awaited. */
  readonly afterIteration?: ((context: ScenarioContext) => unknown) | undefined;
}

/** The body of a leak test, which is repeated. */
export type LeakTestBody<Given extends readonly unknown[] = [ScenarioContext]> = (...given: Given) => unknown;

/** A leak test, ready to be registered with a runner. */
export interface LeakTest {
  /** Time limit of the runner for the test: that of the check, and time for its end. */
  readonly limitMs: number;
  /**
   * Runs the body as the iterations of a check in this process.
   *
   * @param receiver `this` of the body
   * @param given the arguments of the body in an iteration
   * @throws as `assertNoLeaks`
   */
  readonly run: (
    receiver: unknown,
    given?: (context: ScenarioContext) => readonly unknown[],
  ) => Promise<void>;
  readonly body: (...given: unknown[]) => unknown;
}

/** Time for the end of a check that has timed out, and for its teardown. */
const END_MS = 60_000;

/**
 * Reads the arguments of `leakTest(name, [options], body)` after the name.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when there is no body
 */
export function leakTestOf(name: unknown, optionsOrBody: unknown, maybeBody: unknown): LeakTest {
  const body = maybeBody ?? optionsOrBody;
  const options = maybeBody === undefined ? {} : optionsOrBody;
  if (typeof body !== 'function' || typeof options !== 'object' || options === null) {
    const message = `leakTest(${shownValue(name)}) has no body: it got ${shownValue(optionsOrBody)}. Write leakTest(name, () => { … }), or leakTest(name, options, () => { … }).`;
    throw new HeapwitnessError('ERR_USAGE', message);
  }
  const { beforeIteration, afterIteration, ...checkOptions } = options as LeakTestOptions;
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = checkOptions;
  return {
    limitMs: timeoutMs + END_MS,
    body: body as LeakTest['body'],
    run: async (receiver, given = (context) => [context]) => {
      const once = (context: ScenarioContext): unknown => Reflect.apply(body, receiver, given(context));
      const iteration =
        beforeIteration === undefined && afterIteration === undefined
          ? once
          : async (context: ScenarioContext): Promise<void> => {
              await beforeIteration?.(context);
              try {
                await once(context);
              } finally {
                await afterIteration?.(context);
              }
            };
      await failUnlessClean({ iteration }, checkOptions);
    },
  };
}
