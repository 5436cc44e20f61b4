import type { ScenarioContext } from '../../check/index.js';
import { type LeakTest, type LeakTestBody, leakTestOf, type LeakTestOptions } from './leak-test.js';

/** Registers a leak test: `(name, body)`, or `(name, options, body)`. */
export interface RegisterLeakTest<Given extends readonly unknown[], Registered = void> {
  (name: string, body: LeakTestBody<Given>): Registered;
  (name: string, options: LeakTestOptions, body: LeakTestBody<Given>): Registered;
}

/** A test for each row; the body gets the row's values, and the context of the check last. */
export type LeakTestPerRow = <Row>(
  rows: readonly Row[],
) => RegisterLeakTest<[...(Row extends readonly unknown[] ? Row : [Row]), ScenarioContext]>;

/** Passes a leak test that was read from the arguments to a function of the runner. */
export function registering<Registered>(
  register: (name: string, test: LeakTest) => Registered,
): (name: string, options: unknown, body?: unknown) => Registered {
  return (name, options, body) => register(name, leakTestOf(name, options, body));
}

/**
 * Makes `leakTest.each` of that of the runner.
 *
 * @param each registers a test for each row, with its values as arguments
 */
export function perRow(
  each: (rows: unknown[][], name: string, run: (...row: unknown[]) => Promise<void>, limitMs: number) => void,
): LeakTestPerRow {
  return (rows) =>
    registering((name, { run, limitMs }) => {
      const ofRow = (...row: unknown[]): Promise<void> => run(undefined, (context) => [...row, context]);
      each(rows as unknown as unknown[][], name, ofRow, limitMs);
    });
}
