import { expect, test, type TestContext } from 'vitest';
import type { CheckOptions, ScenarioContext } from '../../check/index.js';
import {
  type LeakTestPerRow,
  matchers,
  perRow,
  registering,
  type RegisterLeakTest,
} from '../shared/index.js';

export type { LeakTestBody, LeakTestOptions, LeakTestPerRow, RegisterLeakTest } from '../shared/index.js';

declare module 'vitest' {
  // oxlint-disable-next-line no-explicit-any -- as vitest declares it
  interface Matchers<T = any> {
    /**
     * Checks a scenario, given as a function, an object, or the URL of a module. Await it.
     *
     * @throws {HeapwitnessError} `ERR_INCONCLUSIVE` when that cannot be told, also after `.not`
     */
    toLeak(options?: CheckOptions): Promise<void>;
    /** Collects garbage, and checks that the object of a WeakRef is gone. Await it. */
    toBeCollectable(): Promise<void>;
  }
}

expect.extend(matchers);

/** What the body of a leak test gets: the context of the check, and that of the test with its fixtures. */
export type VitestLeakContext<Fixtures = object> = Omit<TestContext, keyof ScenarioContext> &
  Fixtures &
  ScenarioContext;

/** vitest's `test`, with the body as one iteration of a check. */
export interface VitestLeakTest<Fixtures = object> extends RegisterLeakTest<[VitestLeakContext<Fixtures>]> {
  /** Only this test runs. */
  readonly only: RegisterLeakTest<[VitestLeakContext<Fixtures>]>;
  /** This test does not run. */
  readonly skip: RegisterLeakTest<[VitestLeakContext<Fixtures>]>;
  /** Runs beside other tests until its check begins: checks in one process take turns. */
  readonly concurrent: RegisterLeakTest<[VitestLeakContext<Fixtures>]>;
  readonly each: LeakTestPerRow;
  /** Leak tests with fixtures, which vitest makes once per test. */
  extend<More extends object>(
    fixtures: Parameters<typeof test.extend<More>>[0],
  ): VitestLeakTest<Fixtures & More>;
}

type Test = typeof test;
type Run = (context: object) => Promise<void>;

/**
 * A test that fails if repeating its body leaks: `leakTest('closes its session', () => { … })`.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when there is no body
 */
export const leakTest: VitestLeakTest = leakTestOn(test);

function leakTestOn<Fixtures>(on: Test): VitestLeakTest<Fixtures> {
  const leakTests = Object.assign(
    through((...of) => on(...of)),
    {
      only: through((...of) => on.only(...of)),
      skip: through((...of) => on.skip(...of)),
      // Waiting for its turn counts for the time limit of vitest.
      concurrent: through((name, run) => on.concurrent(name, run, 0)),
      each: perRow((rows, ...of) => on.each(rows)(...of)),
      extend: (fixtures: object) => leakTestOn(on.extend(fixtures as never) as unknown as Test),
    },
  );
  return leakTests as unknown as VitestLeakTest<Fixtures>;
}

function through(
  register: (name: string, run: Run, limitMs: number) => void,
): (name: string, options: unknown, body?: unknown) => void {
  return registering((name, leak) => {
    const run: Run = (context) => {
      const given = { ...context };
      return leak.run(undefined, (iteration) => [{ ...given, ...iteration }]);
    };
    // vitest reads which fixtures a test uses from the text of its parameters.
    run.toString = () => leak.body.toString();
    register(name, run, leak.limitMs);
  });
}
