import type { Mutant } from './mutant.js';

/** Ways to break the assertions, the command and the pages. */
export const edgesMutants: readonly Mutant[] = [
  {
    name: 'an assertion that nobody awaits passes',
    file: 'harness/assert/awaited.ts',
    find: '  process.exitCode ||= FAILED;\n',
    replace: '',
    killer: { test: 'dist/test/runners/mocha.test.js' },
  },
  {
    name: 'a leak test has a time limit that is too short for a check',
    file: 'harness/runners/shared/leak-test.ts',
    find: 'limitMs: timeoutMs + END_MS,',
    replace: 'limitMs: 50,',
    killer: { test: 'dist/test/runners/mocha.test.js' },
  },
  {
    name: 'an inconclusive check counts as nothing left behind',
    file: 'harness/chai/leak.ts',
    find: "  if (result.verdict === 'inconclusive') throw inconclusiveError(result);\n",
    replace: '  void inconclusiveError;\n',
    killer: { test: 'dist/test/chai/leak.test.js' },
  },
  {
    name: 'the page of a check hides what is not known to leak or to stay',
    file: 'harness/render/page/verdict/leak-trace.tsx',
    find: '      {shown.nodes.map((node, index) => (',
    replace: "      {shown.nodes.filter(({ status }) => status !== 'unknown').map((node, index) => (",
    killer: { test: 'dist/test/render/verdict-page.test.js' },
  },
  {
    name: 'a report shows the texts of lists as they are',
    file: 'harness/render/model/fit-to-show.ts',
    find: '  if (Array.isArray(value)) return value.map((item) => shown(item, where, scenario));',
    replace: '  if (Array.isArray(value)) return value;',
    killer: { test: 'dist/test/render/fit-to-show.test.js' },
  },
  {
    name: 'a key that every object inherits is a rule of its own',
    file: 'harness/render/model/fit-to-show.ts',
    find: 'RULES.get(`${parent}.${key}`) ?? RULES.get(key) ?? name',
    replace: 'RULES.get(`${parent}.${key}`) ?? RULES.get(key) ?? ({} as Record<string, Rule>)[key] ?? name',
    killer: { test: 'dist/test/render/fit-to-show.test.js' },
  },
  {
    name: 'a report that cannot be written changes the exit code of a leak',
    file: 'harness/cli/check.ts',
    find: '    return said === EXIT.asStated ? reported : said;\n',
    replace: '    return reported === EXIT.asStated ? said : reported;\n',
    killer: { test: 'dist/test/cli/output.test.js' },
  },
  {
    name: 'the JSON of a check is printed with what moves a cursor',
    file: 'harness/cli/check.ts',
    find: '? `${visibleJson(result)}\\n`',
    replace: '? `${JSON.stringify(result)}\\n`',
    killer: { test: 'dist/test/cli/check-json.test.js' },
  },
  {
    name: 'the command drops the number of holders',
    file: 'harness/cli/check.ts',
    find: 'holders: options.holders,',
    replace: '',
    killer: { test: 'dist/test/cli/check-json.test.js' },
  },
  {
    name: 'a comparison is printed as JSON with what moves a cursor',
    file: 'harness/cli/diff.ts',
    find: '${visibleJson(diffJson(changes, left))}',
    replace: '${JSON.stringify(diffJson(changes, left))}',
    killer: { test: 'dist/test/cli/diff.test.js' },
  },
];
