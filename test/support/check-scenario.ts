import { checkLeaks } from '../../harness/check/index.js';
import type { CheckOptions, CheckResult } from '../../harness/check/index.js';

/** The module of one of the scenarios that tests check. */
export const scenario = (name: string): URL => new URL(`./scenarios/${name}.js`, import.meta.url);

export const check = (name: string, options: CheckOptions = {}): Promise<CheckResult> =>
  checkLeaks(scenario(name), options);

/** The verdict, or why there is none. */
export const reasonOf = (result: CheckResult): string =>
  result.verdict === 'inconclusive' ? result.reason.code : result.verdict;
