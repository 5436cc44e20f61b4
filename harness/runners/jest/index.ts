import { afterEach, expect, test } from '@jest/globals';
import { failIfUnawaited } from '../../assert/index.js';
import type { CheckOptions, ScenarioContext } from '../../check/index.js';
import {
  type LeakTestPerRow,
  matchers,
  perRow,
  registering,
  type RegisterLeakTest,
} from '../shared/index.js';

export type { LeakTestBody, LeakTestOptions, LeakTestPerRow, RegisterLeakTest } from '../shared/index.js';

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /**
     * Checks a scenario, given as a function, an object, or the URL of a module. Await it.
     *
     * @throws {HeapwitnessError} `ERR_INCONCLUSIVE` when that cannot be told, also after `.not`
     */
    toLeak(options?: CheckOptions): Promise<R>;
    /** Collects garbage, and checks that the object of a WeakRef is gone. Await it. */
    toBeCollectable(): Promise<R>;
  }
}

expect.extend(matchers);
// The process of a test file does not end with it, so that nothing would be noticed at its end.
afterEach(() => failIfUnawaited(expect.getState().currentTestName));

/** jest's `test`, with the body as one iteration of a check. */
export interface JestLeakTest extends RegisterLeakTest<[ScenarioContext]> {
  /** Only this test runs. */
  readonly only: RegisterLeakTest<[ScenarioContext]>;
  /** This test does not run. */
  readonly skip: RegisterLeakTest<[ScenarioContext]>;
  /** Runs beside other tests until its check begins: checks in one process take turns. */
  readonly concurrent: RegisterLeakTest<[ScenarioContext]>;
  readonly each: LeakTestPerRow;
}

/** The longest time limit that a timer can have: waiting for its turn counts for the time limit of jest. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * A test that fails if repeating its body leaks: `leakTest('closes its session', () => { … })`.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when there is no body
 */
export const leakTest: JestLeakTest = Object.assign(
  through((...of) => test(...of)),
  {
    only: through((...of) => test.only(...of)),
    skip: through((...of) => test.skip(...of)),
    concurrent: through((name, run) => test.concurrent(name, run, LONGEST_MS)),
    each: perRow((rows, ...of) => test.each(rows)(...of)),
  },
);

function through(
  register: (name: string, run: () => Promise<void>, limitMs: number) => void,
): RegisterLeakTest<[ScenarioContext]> {
  return registering((name, { limitMs, run }) => register(name, () => run(undefined), limitMs));
}
