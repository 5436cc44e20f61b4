import { it, type Test } from 'mocha';
import type { ScenarioContext } from '../../check/index.js';
import { registering, type RegisterLeakTest } from '../shared/index.js';

export type { LeakTestBody, LeakTestOptions, RegisterLeakTest } from '../shared/index.js';

/** mocha's `it`, with the body as one iteration of a check; `this` in it is that of the test. */
export interface MochaLeakTest extends RegisterLeakTest<[ScenarioContext], Test> {
  /** Only this test runs. */
  readonly only: RegisterLeakTest<[ScenarioContext], Test>;
  /** This test does not run. */
  readonly skip: RegisterLeakTest<[ScenarioContext], Test>;
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

function through(register: Register): RegisterLeakTest<[ScenarioContext], Test> {
  return registering((name, { limitMs, run }) =>
    register(name, function () {
      this.timeout(limitMs);
      return run(this);
    }),
  );
}
