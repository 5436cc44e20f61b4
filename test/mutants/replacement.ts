import type { Mutant } from './mutant.js';

/** Ways to break what tells objects that are replaced from those that pile up. */
export const replacementMutants: readonly Mutant[] = [
  {
    name: 'a sample of all so far grows, because its members are from the whole run',
    file: 'harness/check/judge/turnover.ts',
    find: 'return added >= ENOUGH && died > STAYS * added;',
    replace: 'return added >= ENOUGH && died > STAYS * added && added < 0;',
    killer: { test: 'dist/test/check/laws-of-replacement.test.js' },
  },
  {
    name: 'what is thinned out at ever longer intervals is judged by a few cycles',
    file: 'harness/check/judge/run-rule.ts',
    find: "judgement === 'grows' && isShort ? 'open' : judgement",
    replace: 'judgement',
    killer: { test: 'dist/test/check/laws-of-replacement.test.js' },
  },
  {
    name: 'what is left behind among objects that are replaced does not count',
    file: 'harness/check/judge/turnover.ts',
    find: "return isBelow(rate, oneIn) ? 'does not grow' : 'open';",
    replace: "return isBelow(rate, oneIn) ? 'does not grow' : 'does not grow';",
    killer: { test: 'dist/test/check/laws-of-replacement.test.js' },
  },
  {
    name: 'entries of a Map are not followed to texts that are replaced',
    file: 'harness/heap/graph/queries/replaced-values.ts',
    find: 'if (end - from > 2 * MOST_REFERENCES + 1) return;',
    replace: 'if (end - from > 0) return;',
    killer: { test: 'dist/test/heap/diff/group-survivors.test.js' },
  },
  {
    name: 'iterations that decide about memory decide about objects, too',
    file: 'harness/check/run/run-check.ts',
    find: 'if ((await this.#decideMemory()) && this.#interim.isSuspicious) await',
    replace: 'if ((await this.#decideMemory()) && this.#options.cycles < 0) await',
    killer: { test: 'dist/test/check/unowned-memory.test.js' },
  },
  {
    name: 'a single late step is growth in each doubling',
    file: 'harness/check/judge/step-rule.ts',
    find: 'size.bytes > first.bytes && ',
    replace: '',
    killer: { test: 'dist/test/check/step-rule.test.js' },
  },
  {
    name: 'the number of objects of a class is not judged',
    file: 'harness/check/judge/growth-assessment.ts',
    find: "if (judgement === 'does not grow' || others.length === 0) return [];",
    replace: 'if (others.length >= 0) return [];',
    killer: { test: 'dist/test/check/laws.test.js' },
  },
  {
    name: 'classes whose first objects have gone are not looked at',
    file: 'harness/check/judge/growth-assessment.ts',
    find: "|| rule.ofClassNumbers(one) !== 'does not grow',",
    replace: '',
    killer: { test: 'dist/test/check/laws.test.js' },
  },
  {
    name: 'numbers that grow in the first cycles are no reason to go on',
    file: 'harness/check/judge/turnover.ts',
    find: 'return rateAbove(later, oneIn) !== null && later.every(',
    replace: 'return later.length < 0 && later.every(',
    killer: { test: 'dist/test/check/laws.test.js' },
  },
  {
    name: 'caches that isolates fill in turn are a leak',
    file: 'harness/check/judge/growth-assessment.ts',
    find: 'if (others.some(({ isOfOthers }) => isOfOthers === true)) return [];',
    replace: '',
    killer: { test: 'dist/test/check/laws-of-isolates.test.js' },
  },
];
