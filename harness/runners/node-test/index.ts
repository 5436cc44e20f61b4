import { test, type TestContext } from 'node:test';
import type { ScenarioContext } from '../../check/index.js';
import { registering, type RegisterLeakTest } from '../shared/index.js';

export type { LeakTestBody, LeakTestOptions, RegisterLeakTest } from '../shared/index.js';

type Register = RegisterLeakTest<[ScenarioContext, TestContext], Promise<void>>;

/** `test` of node:test, with the body as one iteration of a check; its second argument is the context of the test. */
export interface NodeLeakTest extends RegisterLeakTest<[ScenarioContext, TestContext], Promise<void>> {
  /** Only this test runs, under `node --test-only`. */
  readonly only: RegisterLeakTest<[ScenarioContext, TestContext], Promise<void>>;
  /** This test does not run. */
  readonly skip: RegisterLeakTest<[ScenarioContext, TestContext], Promise<void>>;
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

function through(how: Readonly<Record<string, boolean>>): Register {
  const register = registering(async (name, { limitMs, run }) => {
    await test(name, { ...how, timeout: limitMs }, (t) => run(undefined, (context) => [context, t]));
  });
  return async (name: string, options: unknown, body?: unknown) => register(name, options, body);
}
