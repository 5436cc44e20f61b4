import { it, type Test } from 'mocha';
import { type LeakTestBody, leakTestOf, type LeakTestOptions } from '../shared/index.js';

export type { LeakTestBody, LeakTestOptions } from '../shared/index.js';

/** mocha's `it`, with the body as one iteration of a check; `this` in it is that of the test. */
export interface MochaLeakTest {
  (name: string, body: LeakTestBody): Test;
  (name: string, options: LeakTestOptions, body: LeakTestBody): Test;
  /** Only this test runs. */
  only(name: string, body: LeakTestBody): Test;
  only(name: string, options: LeakTestOptions, body: LeakTestBody): Test;
  /** This test does not run. */
  skip(name: string, body: LeakTestBody): Test;
  skip(name: string, options: LeakTestOptions, body: LeakTestBody): Test;
}

type Register = (name: string, run: (this: Mocha.Context) => Promise<void>) => Test;

/**
 * A test that fails if repeating its body leaks: `leakTest('closes its session', () => { … })`.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when there is no body
 */
export const leakTest: MochaLeakTest = Object.assign(
  through((name, run) => it(name, run)),
  {
    only: through((name, run) => it.only(name, run)),
    skip: through((name, run) => it.skip(name, run)),
  },
);

function through(register: Register): (name: string, options: unknown, body?: unknown) => Test {
  return (name, options, body) => {
    const { limitMs, run } = leakTestOf(name, options, body);
    return register(name, function () {
      this.timeout(limitMs);
      return run(this);
    });
  };
}
