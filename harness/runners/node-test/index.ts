import { test, type TestContext } from 'node:test';
import type { ScenarioContext } from '../../check/index.js';
import { type LeakTestBody, leakTestOf, type LeakTestOptions } from '../shared/index.js';

export type { LeakTestBody, LeakTestOptions } from '../shared/index.js';

/** `test` of node:test, with the body as one iteration of a check; its second argument is the context of the test. */
export interface NodeLeakTest {
  (name: string, body: LeakTestBody<[ScenarioContext, TestContext]>): Promise<void>;
  (name: string, options: LeakTestOptions, body: LeakTestBody<[ScenarioContext, TestContext]>): Promise<void>;
  /** Only this test runs, under `node --test-only`. */
  only(name: string, body: LeakTestBody<[ScenarioContext, TestContext]>): Promise<void>;
  only(
    name: string,
    options: LeakTestOptions,
    body: LeakTestBody<[ScenarioContext, TestContext]>,
  ): Promise<void>;
  /** This test does not run. */
  skip(name: string, body: LeakTestBody<[ScenarioContext, TestContext]>): Promise<void>;
  skip(
    name: string,
    options: LeakTestOptions,
    body: LeakTestBody<[ScenarioContext, TestContext]>,
  ): Promise<void>;
}

/**
 * A test that fails if repeating its body leaks: `leakTest('closes its session', () => { … })`.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when there is no body
 */
export const leakTest: NodeLeakTest = Object.assign(through({}), {
  only: through({ only: true }),
  skip: through({ skip: true }),
});

function through(
  how: Readonly<Record<string, boolean>>,
): (name: string, options: unknown, body?: unknown) => Promise<void> {
  return async (name, options, body) => {
    const { limitMs, run } = leakTestOf(name, options, body);
    await test(name, { ...how, timeout: limitMs }, (t) => run(undefined, (context) => [context, t]));
  };
}
